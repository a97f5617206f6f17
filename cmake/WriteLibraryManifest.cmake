# SPDX-License-Identifier: Apache-2.0
#
# Writes libraries.txt into the folder of the installed libraries: one line a library, "<sha256> <size> <name>", each after
# those that it depends on. Variables: library_directory, library_names.

set(lines "")
foreach(name IN LISTS library_names)
    set(library "${library_directory}/${name}")
    file(SHA256 "${library}" hash)
    file(SIZE "${library}" size)
    string(APPEND lines "${hash} ${size} ${name}\n")
endforeach()

# Touches nothing when nothing changed
set(manifest "${library_directory}/libraries.txt")
set(old_lines "")
if(EXISTS "${manifest}")
    file(READ "${manifest}" old_lines)
endif()
if(NOT lines STREQUAL old_lines)
    file(WRITE "${manifest}" "${lines}")
endif()
