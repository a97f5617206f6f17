# SPDX-License-Identifier: Apache-2.0
#
# A build goes on where its folder was renamed or copied, or where what it was made with is gone. Run as
#
#   cmake -DSCRIPT=.../BuildAndStage.cmake -DFOLDER=<for the test alone> -P moved_build_test.cmake

cmake_minimum_required(VERSION 3.25)

# build(<folder> <expected>): builds the project in a folder; what is told of why it starts anew has to match, "" where it
# is not to start anew
function(build folder expected)
    file(REMOVE_RECURSE "${folder}/stage")
    execute_process(
        COMMAND "${CMAKE_COMMAND}" "-DSOURCE_DIRECTORY=${folder}/source" "-DBUILD_DIRECTORY=${folder}/build"
            "-DSTAGE_DIRECTORY=${folder}/stage" -DBUILD_TYPE=Release -P "${SCRIPT}"
        RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT result EQUAL 0)
        message(FATAL_ERROR "The build in ${folder} failed:\n${output}")
    endif()
    set(reason)
    if(output MATCHES "Starting anew in [^\n]*/build: ([^\n]*)")
        set(reason "${CMAKE_MATCH_1}")
    endif()
    if(NOT "${reason}" STREQUAL "${expected}")
        message(FATAL_ERROR "The build in ${folder} said '${reason}', expected '${expected}'")
    endif()
    file(READ "${folder}/stage/built.txt" built)
    if(NOT "${built}" STREQUAL "${folder}/source")
        message(FATAL_ERROR "The build in ${folder} staged '${built}'")
    endif()
endfunction()

file(REMOVE_RECURSE "${FOLDER}")
file(MAKE_DIRECTORY "${FOLDER}")
file(REAL_PATH "${FOLDER}" FOLDER)
file(WRITE "${FOLDER}/first/source/CMakeLists.txt" [[
cmake_minimum_required(VERSION 3.25)
project(moved LANGUAGES NONE)
add_custom_target(write ALL COMMAND "${CMAKE_COMMAND}" -E touch built)
file(WRITE "${CMAKE_BINARY_DIR}/built.txt" "${CMAKE_SOURCE_DIR}")
install(FILES "${CMAKE_BINARY_DIR}/built.txt" DESTINATION . COMPONENT libraries)
]])

build("${FOLDER}/first" "")
build("${FOLDER}/first" "")

file(RENAME "${FOLDER}/first" "${FOLDER}/second")
build("${FOLDER}/second" "it was made in ${FOLDER}/first/build")
build("${FOLDER}/second" "")

file(COPY "${FOLDER}/second/" DESTINATION "${FOLDER}/third")
build("${FOLDER}/third" "it was made in ${FOLDER}/second/build")
build("${FOLDER}/second" "")

file(READ "${FOLDER}/third/build/CMakeCache.txt" cache)
string(REGEX REPLACE "CMAKE_MAKE_PROGRAM:FILEPATH=[^\n]*" "CMAKE_MAKE_PROGRAM:FILEPATH=${FOLDER}/gone" cache "${cache}")
file(WRITE "${FOLDER}/third/build/CMakeCache.txt" "${cache}")
build("${FOLDER}/third" "${FOLDER}/gone, which it was made with, is gone")

file(REMOVE_RECURSE "${FOLDER}")
