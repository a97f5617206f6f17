# SPDX-License-Identifier: Apache-2.0
#
# mish4j_enable_warnings(<target>): every warning that finds mistakes, as an error.

function(mish4j_enable_warnings target)
    target_compile_options(${target} PRIVATE
        -Wall
        -Wextra
        -Werror
        -Wpedantic
        -Wcast-align
        -Wcast-qual
        -Wextra-semi
        -Wnon-virtual-dtor
        -Wold-style-cast
        -Woverloaded-virtual
        -Wshadow
        -Wundef
        -Wunused
        # GCC 12 sees an overlap in its own std::string concatenation (GCC bug 105651)
        $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>)
endfunction()
