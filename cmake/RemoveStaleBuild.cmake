# SPDX-License-Identifier: Apache-2.0

# mish4j_remove_stale_build(<source directory> <build directory>): deletes a build directory that CMake would refuse to go
# on with, and says why: its folder or that of the sources was moved or renamed, or a program that it was made with, the
# compiler or what runs it, is no longer there.
function(mish4j_remove_stale_build source_directory build_directory)
    if(NOT EXISTS "${build_directory}/CMakeCache.txt")
        return()
    endif()
    load_cache("${build_directory}" READ_WITH_PREFIX cached_
        CMAKE_HOME_DIRECTORY CMAKE_CACHEFILE_DIR CMAKE_MAKE_PROGRAM CMAKE_C_COMPILER CMAKE_CXX_COMPILER)

    set(reason)
    mish4j_same_directory(same "${cached_CMAKE_HOME_DIRECTORY}" "${source_directory}")
    if(NOT same)
        set(reason "its sources were in ${cached_CMAKE_HOME_DIRECTORY}")
    endif()
    mish4j_same_directory(same "${cached_CMAKE_CACHEFILE_DIR}" "${build_directory}")
    if(NOT same)
        set(reason "it was made in ${cached_CMAKE_CACHEFILE_DIR}")
    endif()
    foreach(program MAKE_PROGRAM C_COMPILER CXX_COMPILER)
        set(path "${cached_CMAKE_${program}}")
        if(IS_ABSOLUTE "${path}" AND NOT EXISTS "${path}")
            set(reason "${path}, which it was made with, is gone")
        endif()
    endforeach()

    if(reason)
        message(STATUS "Starting anew in ${build_directory}: ${reason}")
        file(REMOVE_RECURSE "${build_directory}")
    endif()
endfunction()

# mish4j_same_directory(<result> <a> <b>): whether both exist and are the same, symbolic links followed
function(mish4j_same_directory result a b)
    set(${result} FALSE PARENT_SCOPE)
    if(EXISTS "${a}" AND EXISTS "${b}")
        file(REAL_PATH "${a}" a)
        file(REAL_PATH "${b}" b)
        if(a STREQUAL b)
            set(${result} TRUE PARENT_SCOPE)
        endif()
    endif()
endfunction()
