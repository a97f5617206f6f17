# SPDX-License-Identifier: Apache-2.0
#
# Builds everything with the sanitizers named in MISH4J_SANITIZE, a list of address, undefined and thread, such as
# -DMISH4J_SANITIZE="address;undefined". The thread sanitizer goes with none of the address sanitizer.

set(MISH4J_SANITIZE "" CACHE STRING "Sanitizers to build with: a list of address, undefined, thread")

foreach(sanitizer IN LISTS MISH4J_SANITIZE)
    if(NOT sanitizer MATCHES "^(address|undefined|thread)$")
        message(FATAL_ERROR "MISH4J_SANITIZE names '${sanitizer}', expected address, undefined or thread")
    endif()
endforeach()

if(MISH4J_SANITIZE)
    list(JOIN MISH4J_SANITIZE "," sanitizers)
    add_compile_options(-fsanitize=${sanitizers} -fno-sanitize-recover=all -fno-omit-frame-pointer -g)
    add_link_options(-fsanitize=${sanitizers})
endif()
