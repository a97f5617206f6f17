// SPDX-License-Identifier: Apache-2.0
//
// What GNU's OpenMP finds in the environment when it is loaded, if this library loads it: the registry opens it so that
// libgomp's calls of getenv come here first. The process's environment is left as it is.
//
// By default idle threads spin for a long while before they sleep, which slows down everything else that wants the
// processor, by a factor of four where the machine is busy. What the user has set is left alone.
#include <cstdlib>
#include <cstring>

// secure_getenv is the C library's, and the same but in a process with the rights of another user, for whom nothing is
// set then. A look at `environ` from here would not be: an executable may have a copy of that variable.
extern "C" __attribute__((visibility("default"))) char* getenv(const char* name) noexcept {
    static char spins[] = "1000";
    char* const value = secure_getenv(name);
    if (value != nullptr || std::strcmp(name, "GOMP_SPINCOUNT") != 0) return value;
    return secure_getenv("OMP_WAIT_POLICY") == nullptr ? spins : nullptr;
}
