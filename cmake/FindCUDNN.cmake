# SPDX-License-Identifier: Apache-2.0
#
# FindCUDNN
# ---------
#
# Finds cuDNN's headers: in MISH4J_CUDNN_ROOT, in the folder that the environment variable CUDNN_ROOT names, where the
# system keeps them, or in the pip package nvidia-cudnn-cu13. The library is opened at run time, so it isn't looked for.
#
# Imported target:
#   CUDNN::headers
#
# Variables:
#   CUDNN_FOUND
#   CUDNN_VERSION          as in cudnn_version.h
#   CUDNN_INCLUDE_DIR      folder that holds cudnn.h

include(PythonNvidiaFolders)
mish4j_find_python_nvidia_folders(nvidia_folders)
list(TRANSFORM nvidia_folders APPEND "/cudnn" OUTPUT_VARIABLE cudnn_packages)

find_path(CUDNN_INCLUDE_DIR NAMES cudnn_version.h
    HINTS "${MISH4J_CUDNN_ROOT}" "$ENV{CUDNN_ROOT}"
    PATHS /usr/local/cuda ${cudnn_packages}
    PATH_SUFFIXES include)
mark_as_advanced(CUDNN_INCLUDE_DIR)

set(CUDNN_VERSION)
if(CUDNN_INCLUDE_DIR)
    file(STRINGS "${CUDNN_INCLUDE_DIR}/cudnn_version.h" version_lines
        REGEX "^#define CUDNN_(MAJOR|MINOR|PATCHLEVEL) +[0-9]+")
    foreach(part MAJOR MINOR PATCHLEVEL)
        if(version_lines MATCHES "CUDNN_${part} +([0-9]+)")
            list(APPEND CUDNN_VERSION "${CMAKE_MATCH_1}")
        endif()
    endforeach()
    list(JOIN CUDNN_VERSION "." CUDNN_VERSION)
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(CUDNN
    REQUIRED_VARS CUDNN_INCLUDE_DIR
    VERSION_VAR CUDNN_VERSION
    HANDLE_VERSION_RANGE)

if(CUDNN_FOUND AND NOT TARGET CUDNN::headers)
    add_library(CUDNN::headers INTERFACE IMPORTED)
    set_target_properties(CUDNN::headers PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "${CUDNN_INCLUDE_DIR}")
endif()
