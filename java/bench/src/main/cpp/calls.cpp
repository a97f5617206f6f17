// SPDX-License-Identifier: Apache-2.0
//
// What the benchmarks of calls call. Functions of mish4j are called by their addresses, which Java looks up, so that the
// JNI twins and the Foreign Function & Memory API call the same code of the same library.
#include <jni.h>

#include <cstdint>

extern "C" {

JNIEXPORT void mish4j_bench_empty() noexcept {}

JNIEXPORT void JNICALL Java_org_mish4j_bench_call_JniCalls_empty(JNIEnv* /*environment*/, jclass /*type*/) {}

JNIEXPORT jint JNICALL Java_org_mish4j_bench_call_JniCalls_callWithPointer(JNIEnv* /*environment*/, jclass /*type*/,
                                                                           jlong function, jlong pointer) {
    using Function = std::int32_t (*)(void*);
    return reinterpret_cast<Function>(function)(reinterpret_cast<void*>(pointer));
}

JNIEXPORT jint JNICALL Java_org_mish4j_bench_call_JniCalls_callWithNumber(JNIEnv* /*environment*/, jclass /*type*/,
                                                                          jlong function, jlong number) {
    using Function = std::int32_t (*)(long long);
    return reinterpret_cast<Function>(function)(number);
}
}
