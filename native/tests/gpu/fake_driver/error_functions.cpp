// SPDX-License-Identifier: Apache-2.0
//
// The names of the errors that the fake driver gives.
#include <array>

#include "state.hpp"

namespace {

struct ErrorText {
    CUresult error;
    const char* name;
    const char* meaning;
};

#define ERROR_TEXT(error, meaning) \
    ErrorText { error, #error, meaning }

constexpr std::array error_texts{
    ERROR_TEXT(CUDA_SUCCESS, "no error"),
    ERROR_TEXT(CUDA_ERROR_INVALID_VALUE, "invalid argument"),
    ERROR_TEXT(CUDA_ERROR_OUT_OF_MEMORY, "out of memory"),
    ERROR_TEXT(CUDA_ERROR_NOT_INITIALIZED, "initialization error"),
    ERROR_TEXT(CUDA_ERROR_DEVICE_UNAVAILABLE, "device is busy or unavailable"),
    ERROR_TEXT(CUDA_ERROR_NO_DEVICE, "no device"),
    ERROR_TEXT(CUDA_ERROR_INVALID_DEVICE, "invalid device ordinal"),
    ERROR_TEXT(CUDA_ERROR_INVALID_CONTEXT, "invalid device context"),
    ERROR_TEXT(CUDA_ERROR_INVALID_HANDLE, "invalid resource handle"),
    ERROR_TEXT(CUDA_ERROR_ILLEGAL_STATE, "illegal state"),
    ERROR_TEXT(CUDA_ERROR_NOT_FOUND, "named symbol not found"),
    ERROR_TEXT(CUDA_ERROR_ILLEGAL_ADDRESS, "illegal memory access"),
    ERROR_TEXT(CUDA_ERROR_CONTEXT_IS_DESTROYED, "context is destroyed"),
    ERROR_TEXT(CUDA_ERROR_LAUNCH_FAILED, "unspecified launch failure"),
    ERROR_TEXT(CUDA_ERROR_SYSTEM_DRIVER_MISMATCH, "driver and library do not match"),
    ERROR_TEXT(CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED, "not permitted while a stream captures"),
    ERROR_TEXT(CUDA_ERROR_STREAM_CAPTURE_INVALIDATED, "the capture failed before"),
    ERROR_TEXT(CUDA_ERROR_CAPTURED_EVENT, "not permitted on an event of a capture"),
    ERROR_TEXT(CUDA_ERROR_STREAM_CAPTURE_WRONG_THREAD, "the capture was begun by another thread"),
};

#undef ERROR_TEXT

const ErrorText* find(CUresult error) {
    for (const ErrorText& text : error_texts) {
        if (text.error == error) return &text;
    }
    return nullptr;
}

}  // namespace

CUresult cuGetErrorName(CUresult error, const char** name) {
    const ErrorText* text = find(error);
    *name = text == nullptr ? nullptr : text->name;
    return text == nullptr ? CUDA_ERROR_INVALID_VALUE : CUDA_SUCCESS;
}

CUresult cuGetErrorString(CUresult error, const char** meaning) {
    const ErrorText* text = find(error);
    *meaning = text == nullptr ? nullptr : text->meaning;
    return text == nullptr ? CUDA_ERROR_INVALID_VALUE : CUDA_SUCCESS;
}
