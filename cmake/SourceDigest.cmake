# SPDX-License-Identifier: Apache-2.0

# mish4j_define_digest(<source> <macro> <file>...): defines <macro> in the source file, as a text of 16 hexadecimal digits
# which changes with the content of any of the files. What other code has computed and kept is told apart by it.
function(mish4j_define_digest source macro)
    set(digests)
    foreach(file IN LISTS ARGN)
        file(SHA256 "${file}" digest)
        list(APPEND digests "${digest}")
    endforeach()
    list(SORT digests)
    string(SHA256 digest "${digests}")
    string(SUBSTRING "${digest}" 0 16 digest)
    set_property(SOURCE "${source}" APPEND PROPERTY COMPILE_DEFINITIONS "${macro}=\"${digest}\"")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${ARGN})
endfunction()
