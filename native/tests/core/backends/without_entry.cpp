// SPDX-License-Identifier: Apache-2.0
//
// A library that is no backend.
extern "C" __attribute__((visibility("default"))) int mish4j_something_else() { return 0; }
