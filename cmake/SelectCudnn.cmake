# SPDX-License-Identifier: Apache-2.0
#
# Decides by MISH4J_CUDNN, and by what is found, whether the cuDNN backend is built: MISH4J_BUILD_CUDNN.

set(MISH4J_BUILD_CUDNN OFF)
if(NOT MISH4J_CUDNN MATCHES "^(AUTO|ON|OFF)$")
    message(FATAL_ERROR "MISH4J_CUDNN is '${MISH4J_CUDNN}', expected AUTO, ON or OFF")
endif()
if(MISH4J_CUDNN STREQUAL "OFF")
    message(STATUS "The cuDNN backend is not built: MISH4J_CUDNN is OFF")
    return()
endif()

# What was found earlier may be gone
foreach(found CudaCompiler_NVCC CudaCompiler_INCLUDE_DIR CUDNN_INCLUDE_DIR)
    if(${found} AND NOT EXISTS "${${found}}")
        unset(${found} CACHE)
    endif()
endforeach()

set(cudnn_obstacle)
find_package(CudaCompiler 13...<14 QUIET)
find_package(CUDNN 9...<10 QUIET)
if(NOT CudaCompiler_NVCC)
    set(cudnn_obstacle "CUDA's compiler nvcc is missing (set CUDA_HOME, or install the pip package nvidia-cuda-nvcc)")
elseif(NOT CudaCompiler_INCLUDE_DIR)
    set(cudnn_obstacle "CUDA's header cuda.h is missing (set CUDA_HOME, or install the pip package nvidia-cuda-runtime)")
elseif(NOT CudaCompiler_FOUND)
    set(cudnn_obstacle "${CudaCompiler_INCLUDE_DIR} is of CUDA ${CudaCompiler_VERSION}, expected CUDA 13")
elseif(NOT CUDNN_INCLUDE_DIR)
    set(cudnn_obstacle "cuDNN's headers are missing (set CUDNN_ROOT, or install the pip package nvidia-cudnn-cu13)")
elseif(NOT CUDNN_FOUND)
    set(cudnn_obstacle "${CUDNN_INCLUDE_DIR} is of cuDNN ${CUDNN_VERSION}, expected cuDNN 9")
endif()

if(cudnn_obstacle AND MISH4J_CUDNN STREQUAL "ON")
    message(FATAL_ERROR "MISH4J_CUDNN is ON, but ${cudnn_obstacle}")
elseif(cudnn_obstacle)
    message(STATUS "The cuDNN backend is not built: ${cudnn_obstacle}")
else()
    message(STATUS "The cuDNN backend is built with cuDNN ${CUDNN_VERSION} (${CUDNN_INCLUDE_DIR}), "
        "CUDA ${CudaCompiler_VERSION} (${CudaCompiler_INCLUDE_DIR}), ${CudaCompiler_NVCC}")
    set(MISH4J_BUILD_CUDNN ON)
    include(EmbedKernels)
endif()
