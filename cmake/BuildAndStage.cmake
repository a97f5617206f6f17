# SPDX-License-Identifier: Apache-2.0
#
# Configures and builds native libraries and copies them to where Maven packs them. Run by native/pom.xml, and by
# java/bench/pom.xml with fewer variables, as
#
#   cmake -DSOURCE_DIRECTORY=... -DBUILD_DIRECTORY=... -DSTAGE_DIRECTORY=... -DBUILD_TYPE=... -DMISH4J_...=... -P BuildAndStage.cmake
#
# Ninja is used where there is one; a build directory keeps the generator that it was made with, unless it has to be made
# anew.

cmake_minimum_required(VERSION 3.25)

include("${CMAKE_CURRENT_LIST_DIR}/RemoveStaleBuild.cmake")

function(run)
    execute_process(COMMAND ${ARGV} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

# Maven marks a version not yet released; the libraries report the number alone
if(DEFINED MISH4J_VERSION)
    string(REPLACE "-SNAPSHOT" "" MISH4J_VERSION "${MISH4J_VERSION}")
endif()

mish4j_remove_stale_build("${SOURCE_DIRECTORY}" "${BUILD_DIRECTORY}")

set(generator)
find_program(ninja NAMES ninja ninja-build)
if(ninja AND NOT EXISTS "${BUILD_DIRECTORY}/CMakeCache.txt")
    set(generator -G Ninja)
endif()

set(options)
foreach(name MISH4J_VERSION MISH4J_ONEDNN MISH4J_ONEDNN_ROOT MISH4J_CUDNN MISH4J_TESTS JAVA_HOME)
    if(DEFINED ${name})
        list(APPEND options "-D${name}=${${name}}")
    endif()
endforeach()

run("${CMAKE_COMMAND}" -S "${SOURCE_DIRECTORY}" -B "${BUILD_DIRECTORY}" ${generator}
    "-DCMAKE_BUILD_TYPE=${BUILD_TYPE}"
    ${options}
    # The stage is flat: all libraries lie in one folder, where they find each other
    -DCMAKE_INSTALL_LIBDIR=.)

cmake_host_system_information(RESULT cores QUERY NUMBER_OF_LOGICAL_CORES)
run("${CMAKE_COMMAND}" --build "${BUILD_DIRECTORY}" --parallel ${cores})
run("${CMAKE_COMMAND}" --install "${BUILD_DIRECTORY}" --prefix "${STAGE_DIRECTORY}" --component libraries)
