# SPDX-License-Identifier: Apache-2.0
#
# FindOneDNN
# ----------
#
# Finds oneDNN's headers and library, in OneDNN_ROOT or where the system keeps them. (oneDNN's own package files are not
# used: redistributed binaries of it often carry files that name another library than the one shipped.)
#
# Imported target:
#   OneDNN::dnnl           headers and library
#
# Variables:
#   OneDNN_FOUND
#   OneDNN_VERSION         as in dnnl_version.h
#   OneDNN_INCLUDE_DIR     folder that holds oneapi/dnnl/dnnl.h
#   OneDNN_LIBRARY         the shared library

find_path(OneDNN_INCLUDE_DIR NAMES oneapi/dnnl/dnnl_version.h)
find_library(OneDNN_LIBRARY NAMES libdnnl.so.3 dnnl PATH_SUFFIXES .)
mark_as_advanced(OneDNN_INCLUDE_DIR OneDNN_LIBRARY)

set(OneDNN_VERSION)
if(OneDNN_INCLUDE_DIR)
    file(STRINGS "${OneDNN_INCLUDE_DIR}/oneapi/dnnl/dnnl_version.h" version_lines
        REGEX "^#define DNNL_VERSION_(MAJOR|MINOR|PATCH) +[0-9]+")
    foreach(part MAJOR MINOR PATCH)
        if(version_lines MATCHES "DNNL_VERSION_${part} +([0-9]+)")
            list(APPEND OneDNN_VERSION "${CMAKE_MATCH_1}")
        endif()
    endforeach()
    list(JOIN OneDNN_VERSION "." OneDNN_VERSION)
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(OneDNN
    REQUIRED_VARS OneDNN_LIBRARY OneDNN_INCLUDE_DIR
    VERSION_VAR OneDNN_VERSION
    HANDLE_VERSION_RANGE)

if(OneDNN_FOUND AND NOT TARGET OneDNN::dnnl)
    add_library(OneDNN::dnnl SHARED IMPORTED)
    set_target_properties(OneDNN::dnnl PROPERTIES
        IMPORTED_LOCATION "${OneDNN_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${OneDNN_INCLUDE_DIR}")
endif()
