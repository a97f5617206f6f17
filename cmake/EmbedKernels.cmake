# SPDX-License-Identifier: Apache-2.0
#
# mish4j_embed_kernels(<target> <source.cu>...): compiles each source for the GPUs that mish4j runs on, and puts the images
# into the target, which finds them as kernel_images() of driver/kernel_images.hpp. Newer GPUs compile the PTX of sm_80.

function(mish4j_embed_kernels target)
    set(folder "${CMAKE_CURRENT_BINARY_DIR}/kernels")
    set(images)
    set(KERNEL_ASSEMBLY)
    set(KERNEL_DECLARATIONS)
    set(KERNEL_IMAGES)
    foreach(source IN LISTS ARGN)
        cmake_path(GET source STEM name)
        set(image "${folder}/${name}.fatbin")
        add_custom_command(
            OUTPUT "${image}"
            COMMAND "${CudaCompiler_NVCC}" -fatbin -std=c++20 -O3 -Werror all-warnings --threads 0
                -ccbin "${CMAKE_CXX_COMPILER}"
                -gencode "arch=compute_80,code=[sm_80,compute_80]"
                -gencode arch=compute_90,code=sm_90
                -gencode arch=compute_100,code=sm_100
                --compress-mode=size
                "-I${CMAKE_CURRENT_SOURCE_DIR}"
                "-I${CMAKE_CURRENT_SOURCE_DIR}/../include"
                -isystem "${CudaCompiler_INCLUDE_DIR}"
                -MD -MF "${image}.d"
                -o "${image}" "${source}"
            DEPENDS "${source}"
            DEPFILE "${image}.d"
            COMMENT "Compiling GPU kernels ${name}.cu"
            COMMAND_EXPAND_LISTS
            VERBATIM)
        list(APPEND images "${image}")
        string(APPEND KERNEL_ASSEMBLY
            "    \".balign 64\\n\"\n"
            "    \".hidden mish4j_kernels_${name}\\n\"\n"
            "    \".global mish4j_kernels_${name}\\n\"\n"
            "    \"mish4j_kernels_${name}:\\n\"\n"
            "    \".incbin \\\"${name}.fatbin\\\"\\n\"\n")
        string(APPEND KERNEL_DECLARATIONS "extern const unsigned char mish4j_kernels_${name}[];\n")
        string(APPEND KERNEL_IMAGES "        {\"${name}\", mish4j_kernels_${name}},\n")
    endforeach()

    set(table "${folder}/kernel_images.cpp")
    configure_file("${CMAKE_CURRENT_FUNCTION_LIST_DIR}/kernel_images.cpp.in" "${table}" @ONLY)
    set_source_files_properties("${table}" PROPERTIES
        OBJECT_DEPENDS "${images}"
        COMPILE_OPTIONS "-Wa,-I${folder}"
        INCLUDE_DIRECTORIES "${CMAKE_CURRENT_SOURCE_DIR}/cudnn")
    target_sources(${target} PRIVATE "${table}")
endfunction()
