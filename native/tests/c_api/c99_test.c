// SPDX-License-Identifier: Apache-2.0
//
// A program in C99: builds, compiles and runs a small convolution, so that the header is known to be C.
#include <math.h>
#include <stdio.h>

#include "mish4j/mish4j.h"

static int check(mish4j_status status, const char* call) {
    char text[1024];
    mish4j_int64 length = 0;
    if (status == MISH4J_OK) return 1;
    mish4j_get_last_error(text, sizeof text, &length);
    fprintf(stderr, "%s: status %d, %s\n", call, (int)status, text);
    return 0;
}

#define CHECK(call)                          \
    do {                                     \
        if (!check((call), #call)) return 1; \
    } while (0)

// Mish of the sums of all windows of 2 by 2 of a 3 by 3 image.
int main(void) {
    static const mish4j_int64 src_dims[] = {1, 1, 3, 3};
    static const mish4j_int64 weights_dims[] = {1, 1, 2, 2};
    static const mish4j_int64 ones[] = {1, 1};
    static const mish4j_int64 zeros[] = {0, 0};
    static const float weights[] = {1, 1, 1, 1};
    static const float src[] = {0.1f, -0.2f, 0.3f, -0.4f, 0.5f, -0.6f, 0.7f, -0.8f, 0.9f};
    const mish4j_int64 options[] = {MISH4J_OPTION_THREADS, 1};
    float dst[4] = {9, 9, 9, 9};
    mish4j_device device;
    mish4j_program program;
    mish4j_model model;
    mish4j_request request;
    mish4j_value x, w, y;
    mish4j_int64 count = -1;
    int32_t version = 0;
    int32_t kind;
    int row, column;

    CHECK(mish4j_get_abi_version(&version));
    if (version != MISH4J_ABI_VERSION) return 1;
    CHECK(mish4j_device_open("cpu", &device));
    CHECK(mish4j_program_create(&program));
    CHECK(mish4j_program_add_input(program, "x", MISH4J_TYPE_F32, 4, src_dims, &x));
    CHECK(mish4j_program_add_constant(program, MISH4J_TYPE_F32, 4, weights_dims, weights, sizeof weights, &w));
    CHECK(mish4j_program_add_convolution(program, NULL, x, w, MISH4J_NO_VALUE, 1, 2, ones, ones, zeros, zeros, &y));
    CHECK(mish4j_program_append_eltwise(program, y, MISH4J_ELTWISE_MISH, 0, 0));
    CHECK(mish4j_program_add_output(program, y, MISH4J_TYPE_F32, "y"));
    CHECK(mish4j_compile(device, program, 1, options, &model));
    CHECK(mish4j_request_create(model, &request));
    CHECK(mish4j_request_bind_input(request, 0, src, sizeof src));
    CHECK(mish4j_request_bind_output(request, 0, dst, sizeof dst));
    CHECK(mish4j_request_run(request));

    for (row = 0; row < 2; ++row) {
        for (column = 0; column < 2; ++column) {
            const float* corner = src + 3 * row + column;
            const double sum = (double)corner[0] + corner[1] + corner[3] + corner[4];
            const double expected = sum * tanh(log1p(exp(sum)));
            if (fabs(dst[2 * row + column] - expected) > 1e-6) {
                fprintf(stderr, "[%d, %d]: expected %g, found %g\n", row, column, expected, dst[2 * row + column]);
                return 1;
            }
        }
    }

    CHECK(mish4j_request_close(request));
    CHECK(mish4j_model_close(model));
    CHECK(mish4j_program_close(program));
    CHECK(mish4j_device_close(device));
    for (kind = MISH4J_HANDLE_DEVICE; kind <= MISH4J_HANDLE_REQUEST; ++kind) {
        CHECK(mish4j_get_handle_count(kind, &count));
        if (count != 0) return 1;
    }
    return 0;
}
