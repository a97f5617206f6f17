# SPDX-License-Identifier: Apache-2.0
#
# mish4j_find_python_nvidia_folders(<variable>): the folders named nvidia among the packages of the python3 found, where
# pip puts NVIDIA's packages; empty without python3 or without such packages.

function(mish4j_find_python_nvidia_folders variable)
    find_program(MISH4J_PYTHON NAMES python3)
    mark_as_advanced(MISH4J_PYTHON)
    set(folders)
    if(MISH4J_PYTHON)
        execute_process(
            COMMAND "${MISH4J_PYTHON}" -c "import nvidia; print(';'.join(nvidia.__path__))"
            OUTPUT_VARIABLE folders
            OUTPUT_STRIP_TRAILING_WHITESPACE
            ERROR_QUIET)
    endif()
    set(${variable} "${folders}" PARENT_SCOPE)
endfunction()
