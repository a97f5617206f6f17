# SPDX-License-Identifier: Apache-2.0

# mish4j_add_google_tests(<name> <target> [SHARDS <count>] [FILTER <filter>] [ENVIRONMENT <variable=value>...]
#                         [LAUNCHER <command>...] [REQUIRES <file>...] [LONG])
#
# Adds a test to ctest that runs those of a program with GoogleTest in one process, since starting one takes longer than most
# tests, or in <count> processes, NAME_0 and so on, which may run at the same time. What became of each test is written to
# test-results/NAME.xml in the build directory.
#
# LAUNCHER   runs the program with its arguments; skips it by printing "skipped: " and the reason
# REQUIRES   files that it opens or runs, besides its program and the build's shared libraries
# LONG       not run but by ctest -C long
function(mish4j_add_google_tests name target)
    cmake_parse_arguments(PARSE_ARGV 2 arg LONG "SHARDS;FILTER" "ENVIRONMENT;LAUNCHER;REQUIRES")
    set(command ${arg_LAUNCHER} "$<TARGET_FILE:${target}>" --gtest_brief=1)
    if(DEFINED arg_FILTER)
        list(APPEND command "--gtest_filter=${arg_FILTER}")
    endif()
    set(configurations)
    if(arg_LONG)
        set(configurations CONFIGURATIONS long)
    endif()
    set(names ${name})
    if(DEFINED arg_SHARDS)
        set(names)
        math(EXPR last "${arg_SHARDS} - 1")
        foreach(shard RANGE ${last})
            list(APPEND names ${name}_${shard})
        endforeach()
    endif()

    set(shard 0)
    foreach(test IN LISTS names)
        set(environment ${arg_ENVIRONMENT} "GTEST_OUTPUT=xml:${CMAKE_BINARY_DIR}/test-results/${test}.xml")
        if(DEFINED arg_SHARDS)
            list(APPEND environment GTEST_TOTAL_SHARDS=${arg_SHARDS} GTEST_SHARD_INDEX=${shard})
        endif()
        add_test(NAME ${test} COMMAND ${command} ${configurations})
        set_tests_properties(${test} PROPERTIES
            ENVIRONMENT "${environment}" REQUIRED_FILES "${arg_REQUIRES}" SKIP_REGULAR_EXPRESSION "^skipped: ")
        math(EXPR shard "${shard} + 1")
    endforeach()
endfunction()
