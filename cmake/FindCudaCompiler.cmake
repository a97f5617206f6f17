# SPDX-License-Identifier: Apache-2.0
#
# FindCudaCompiler
# ----------------
#
# Finds nvcc and CUDA's headers: in MISH4J_CUDA_ROOT, in the folder that the environment variable CUDA_HOME names, where
# the system keeps them, or in the pip packages nvidia-cuda-nvcc and nvidia-cuda-runtime. Neither CMake's language CUDA
# nor CUDA's runtime library is used.
#
# Imported target:
#   CudaCompiler::headers
#
# Variables:
#   CudaCompiler_FOUND
#   CudaCompiler_VERSION       of the headers, as in cuda.h
#   CudaCompiler_INCLUDE_DIR   folder that holds cuda.h
#   CudaCompiler_NVCC

include(PythonNvidiaFolders)
mish4j_find_python_nvidia_folders(nvidia_folders)
list(TRANSFORM nvidia_folders APPEND "/cu13" OUTPUT_VARIABLE cuda_packages)

find_program(CudaCompiler_NVCC NAMES nvcc
    HINTS "${MISH4J_CUDA_ROOT}" "$ENV{CUDA_HOME}"
    PATHS /usr/local/cuda ${cuda_packages}
    PATH_SUFFIXES bin)

# Those of nvcc's own version, where it has some beside it
set(beside_nvcc)
if(CudaCompiler_NVCC)
    file(REAL_PATH "${CudaCompiler_NVCC}" real_nvcc)
    cmake_path(GET real_nvcc PARENT_PATH beside_nvcc)
    cmake_path(GET beside_nvcc PARENT_PATH beside_nvcc)
endif()
find_path(CudaCompiler_INCLUDE_DIR NAMES cuda.h
    HINTS "${MISH4J_CUDA_ROOT}" "$ENV{CUDA_HOME}" "${beside_nvcc}"
    PATHS /usr/local/cuda ${cuda_packages}
    PATH_SUFFIXES include)
mark_as_advanced(CudaCompiler_NVCC CudaCompiler_INCLUDE_DIR)

set(CudaCompiler_VERSION)
if(CudaCompiler_INCLUDE_DIR)
    file(STRINGS "${CudaCompiler_INCLUDE_DIR}/cuda.h" version_line REGEX "^#define CUDA_VERSION +[0-9]+")
    if(version_line MATCHES "CUDA_VERSION +([0-9]+)")
        math(EXPR major "${CMAKE_MATCH_1} / 1000")
        math(EXPR minor "${CMAKE_MATCH_1} % 1000 / 10")
        set(CudaCompiler_VERSION "${major}.${minor}")
    endif()
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(CudaCompiler
    REQUIRED_VARS CudaCompiler_NVCC CudaCompiler_INCLUDE_DIR
    VERSION_VAR CudaCompiler_VERSION
    HANDLE_VERSION_RANGE)

if(CudaCompiler_FOUND AND NOT TARGET CudaCompiler::headers)
    add_library(CudaCompiler::headers INTERFACE IMPORTED)
    set_target_properties(CudaCompiler::headers PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "${CudaCompiler_INCLUDE_DIR}")
endif()
