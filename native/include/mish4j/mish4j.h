// SPDX-License-Identifier: Apache-2.0
//
// mish4j's C ABI: the one way from Java, or from any other language, to mish4j's native backends.
//
// A network is built as a *program*, operator by operator; compiled once for a *device* into a *model*; and run by
// *requests*, each of which has its own activations and its own bound inputs and outputs:
//
//     mish4j_program_create  ->  mish4j_program_add_*  ->  mish4j_compile  ->  mish4j_request_create
//                                                     ->  mish4j_request_bind_*  ->  mish4j_request_run
//
// Inputs and outputs are bound in the caller's memory, or in *memory* of the device's own, where one request leaves
// what another reads. mish4j_request_start and mish4j_request_await are the two halves of a run, where a device can
// work while its caller does something else.
//
// Rules that hold for every function:
//
// - It returns a mish4j_status; results come through out-pointers, which are written only when the status is MISH4J_OK.
// - No C++ exception leaves it. A null pointer, an unknown enumerator, a dimension that is not positive or a size that
//   overflows, a wrong byte count, a handle that was closed or never given: each is a status, never a crash.
// - When the status is not MISH4J_OK, mish4j_get_last_error gives one sentence, kept for each thread, that names the
//   operator or the argument, what was expected and what was found.
// - Handles are numbers. Zero is never a handle. A closed handle is recognised as closed for as long as the process
//   lives. Closing one that is in use by another thread takes effect when that use ends.
// - It may be called from any thread. A program, and a request, belong to one thread at a time: a second thread that
//   enters gets MISH4J_BUSY. Everything else may be shared. (What is read from memory while something else writes it is
//   undefined, for the caller's memory as for a device's.)
// - Strings are UTF-8 and end with a zero byte. Names are at most MISH4J_MAX_NAME bytes long.
// - Tensors are dense and row-major ("plain"): NCW, NCHW or NCDHW for images, the batch first.
#ifndef MISH4J_MISH4J_H
#define MISH4J_MISH4J_H

#include <stdint.h>

#if defined(_WIN32)
#ifdef MISH4J_BUILDING
#define MISH4J_API __declspec(dllexport)
#else
#define MISH4J_API __declspec(dllimport)
#endif
#else
#define MISH4J_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
#define MISH4J_NOEXCEPT noexcept
extern "C" {
#else
#define MISH4J_NOEXCEPT
#endif

// ---------------------------------------------------------------------------------------------------------- types ----

// The version of this ABI. A caller compares it with what mish4j_get_abi_version answers before it calls anything else.
#define MISH4J_ABI_VERSION 4

// Limits.
#define MISH4J_MAX_RANK 6
#define MISH4J_MAX_NAME 1024
#define MISH4J_MAX_PATH 4096

// 64 bits wherever the compiler runs. `long long`, and not int64_t, since int64_t may be `long`, which binding
// generators take for a type whose width depends on the platform.
typedef long long mish4j_int64;
typedef char mish4j_int64_has_64_bits[sizeof(mish4j_int64) == 8 ? 1 : -1];

// Handles.
typedef mish4j_int64 mish4j_device;
typedef mish4j_int64 mish4j_program;
typedef mish4j_int64 mish4j_model;
typedef mish4j_int64 mish4j_request;
typedef mish4j_int64 mish4j_memory;

// A tensor within a program: an input, a constant, or the result of an operator. Numbered from 0 in order of creation.
typedef int32_t mish4j_value;

// In place of an optional mish4j_value.
#define MISH4J_NO_VALUE (-1)

// One of the MISH4J_OK ... constants below.
typedef int32_t mish4j_status;

enum {
    MISH4J_OK = 0,
    // An argument is null, out of range, or does not fit the others.
    MISH4J_INVALID_ARGUMENT = 1,
    // A handle was closed, was never given, or is of another kind.
    MISH4J_INVALID_HANDLE = 2,
    // The call is right, but not now: a request with an unbound input, for example.
    MISH4J_INVALID_STATE = 3,
    // Another thread is inside the same program or request.
    MISH4J_BUSY = 4,
    // This device cannot do that.
    MISH4J_UNSUPPORTED = 5,
    // There is no such device.
    MISH4J_NOT_FOUND = 6,
    MISH4J_OUT_OF_MEMORY = 7,
    // The library behind a backend (oneDNN, cuDNN) reported an error.
    MISH4J_BACKEND_FAILURE = 8,
    // A defect of mish4j.
    MISH4J_INTERNAL_ERROR = 9,
    // A mish4j_progress function gave up what it was told of.
    MISH4J_CANCELLED = 10
};

// Element types of inputs, outputs and constants. Operators compute with numbers: an element of any type is read as the
// nearest f32, ties to even; a boolean as 0 or 1. A result is written as the nearest element, ties to even: in f16 and
// bf16 too large a number is infinite; in an integer type it is the type's largest or smallest, and NaN is 0; as a
// boolean everything but 0 is 1.
enum {
    MISH4J_TYPE_F32 = 1,
    MISH4J_TYPE_F64 = 2,
    MISH4J_TYPE_F16 = 3,
    MISH4J_TYPE_BF16 = 4,
    MISH4J_TYPE_I8 = 5,
    MISH4J_TYPE_U8 = 6,
    MISH4J_TYPE_I32 = 7,
    MISH4J_TYPE_I64 = 8,
    // One byte: 0 is false, everything else that is read is true, 1 is written.
    MISH4J_TYPE_BOOL = 9
};

// The arithmetic of a compiled model: the type of its weights and activations. Sums are always kept in f32.
enum { MISH4J_PRECISION_F32 = 1, MISH4J_PRECISION_BF16 = 2, MISH4J_PRECISION_F16 = 3 };

// Element-wise functions of x. alpha and beta must be finite; those a kind does not name are not used.
enum {
    // x tanh(ln(1 + e^x))                  (Misra, Mish, arXiv 1908.08681)
    MISH4J_ELTWISE_MISH = 1,
    // x for x > 0, alpha x otherwise       (alpha 0: ReLU; else leaky ReLU)
    MISH4J_ELTWISE_RELU = 2,
    // 1 / (1 + e^-x)
    MISH4J_ELTWISE_SIGMOID = 3,
    // tanh(x)
    MISH4J_ELTWISE_TANH = 4,
    // ln(1 + e^x)
    MISH4J_ELTWISE_SOFTPLUS = 5,
    // x / (1 + e^(-alpha x))               (alpha 1: SiLU)
    MISH4J_ELTWISE_SWISH = 6,
    // alpha x + beta
    MISH4J_ELTWISE_LINEAR = 7,
    // min(max(x, alpha), beta)
    MISH4J_ELTWISE_CLIP = 8,
    // x for x > 0, alpha (e^x - 1) otherwise
    MISH4J_ELTWISE_ELU = 9,
    // e^x
    MISH4J_ELTWISE_EXP = 10,
    // the square root of x; NaN for x < 0
    MISH4J_ELTWISE_SQRT = 11,
    // the natural logarithm of x; NaN for x < 0
    MISH4J_ELTWISE_LOG = 12,
    // |x|
    MISH4J_ELTWISE_ABS = 13,
    // alpha x^beta                         (NaN for x < 0 where beta is no integer; alpha where beta is 0)
    MISH4J_ELTWISE_POW = 14,
    // the integer next to x; of two, the even one
    MISH4J_ELTWISE_ROUND = 15,
    // the largest integer that is not above x
    MISH4J_ELTWISE_FLOOR = 16,
    // the smallest integer that is not below x
    MISH4J_ELTWISE_CEIL = 17,
    // -1 for x < 0, 1 for x > 0, else x
    MISH4J_ELTWISE_SIGN = 18,
    // the error function of x
    MISH4J_ELTWISE_ERF = 19,
    // x (1 + erf(x / sqrt(2))) / 2         (Hendrycks and Gimpel, Gaussian Error Linear Units, arXiv 1606.08415)
    MISH4J_ELTWISE_GELU = 20,
    // x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2
    MISH4J_ELTWISE_GELU_TANH = 21,
    // min(max(alpha x + beta, 0), 1)
    MISH4J_ELTWISE_HARD_SIGMOID = 22,
    // x min(max(x / 6 + 1 / 2, 0), 1)
    MISH4J_ELTWISE_HARD_SWISH = 23,
    // x / (1 + |x|)
    MISH4J_ELTWISE_SOFTSIGN = 24
};

// Functions of two operands.
enum {
    MISH4J_BINARY_ADD = 1,
    MISH4J_BINARY_SUB = 2,
    MISH4J_BINARY_MUL = 3,
    MISH4J_BINARY_DIV = 4,
    MISH4J_BINARY_MIN = 5,
    MISH4J_BINARY_MAX = 6,
    // The first to the power of the second; NaN for a negative first and a second that is no integer.
    MISH4J_BINARY_POW = 7,
    // The comparisons give 1 where they hold, else 0.
    MISH4J_BINARY_EQUAL = 8,
    MISH4J_BINARY_LESS = 9,
    MISH4J_BINARY_LESS_OR_EQUAL = 10,
    MISH4J_BINARY_GREATER = 11,
    MISH4J_BINARY_GREATER_OR_EQUAL = 12
};

enum {
    // Padded places never win.
    MISH4J_POOLING_MAX = 1,
    // Padded places do not count.
    MISH4J_POOLING_AVERAGE_EXCLUDE_PADDING = 2,
    // Padded places count as zeros.
    MISH4J_POOLING_AVERAGE_INCLUDE_PADDING = 3
};

// How a reduction combines elements. NaN among them gives NaN.
enum {
    MISH4J_REDUCE_MEAN = 1,
    MISH4J_REDUCE_SUM = 2,
    MISH4J_REDUCE_MAX = 3,
    MISH4J_REDUCE_MIN = 4,
    MISH4J_REDUCE_PRODUCT = 5
};

// Which element's place is looked for: the largest, or the smallest. NaN is larger, or smaller, than any other.
enum { MISH4J_ARG_MAX = 1, MISH4J_ARG_MIN = 2 };

// -------------------------------------------------------------------------------------------------------- library ----

// Texts are given into a buffer of the caller's: at most `capacity` bytes are written, the last of them a zero byte, and
// *length is the text's whole length without the zero byte. Where that is not less than capacity, the text was cut, at
// a character's boundary. buffer may be null when capacity is 0; length must not be null.

// Gives the library's MISH4J_ABI_VERSION.
MISH4J_API mish4j_status mish4j_get_abi_version(int32_t* version) MISH4J_NOEXCEPT;

// Gives the library's version as text, "0.1.0".
MISH4J_API mish4j_status mish4j_get_version(char* buffer, mish4j_int64 capacity, mish4j_int64* length) MISH4J_NOEXCEPT;

// Gives the text of the last error of the calling thread; empty when there was none. This call itself, when it fails,
// leaves that text alone.
MISH4J_API mish4j_status mish4j_get_last_error(char* buffer, mish4j_int64 capacity,
                                               mish4j_int64* length) MISH4J_NOEXCEPT;

// Gives the number of calls that the calling thread made to this ABI before this one.
MISH4J_API mish4j_status mish4j_get_call_count(mish4j_int64* count) MISH4J_NOEXCEPT;

// Gives the bytes that open models, requests and memories hold now: packed weights, activations, scratchpads, tensors.
MISH4J_API mish4j_status mish4j_get_memory_bytes(mish4j_int64* bytes) MISH4J_NOEXCEPT;

// Kinds of handles.
enum {
    MISH4J_HANDLE_DEVICE = 1,
    MISH4J_HANDLE_PROGRAM = 2,
    MISH4J_HANDLE_MODEL = 3,
    MISH4J_HANDLE_REQUEST = 4,
    MISH4J_HANDLE_MEMORY = 5
};

// Gives the number of objects of a kind of handle that are alive: given and not yet closed, or closed while in use.
MISH4J_API mish4j_status mish4j_get_handle_count(int32_t kind, mish4j_int64* count) MISH4J_NOEXCEPT;

// Settings of the whole process.
enum {
    // The folder of cuDNN's libraries, or the file libcudnn.so.9 itself. Empty, the default: cuDNN is looked for.
    MISH4J_SETTING_CUDNN_PATH = 1,
    // The folder where compiled plans and the results of tuning are kept from one process to the next; by default
    // $XDG_CACHE_HOME/mish4j, or $HOME/.cache/mish4j. Empty: nothing is kept.
    MISH4J_SETTING_CACHE_DIRECTORY = 2
};

// Changes a setting; key one of MISH4J_SETTING_*. text: not null, at most MISH4J_MAX_PATH bytes. MISH4J_INVALID_STATE
// once backends or devices were asked for.
MISH4J_API mish4j_status mish4j_set_setting(int32_t key, const char* text) MISH4J_NOEXCEPT;

// ------------------------------------------------------------------------------------------- backends and devices ----

// Backends are libraries (libmish4j_NAME.so) that are looked for beside this one when backends or devices are first
// asked for. One that is missing, or that does not load, is still listed, with the reason.

// Gives the number of backends that mish4j knows of, present or not.
MISH4J_API mish4j_status mish4j_get_backend_count(int32_t* count) MISH4J_NOEXCEPT;

enum {
    // "onednn"
    MISH4J_BACKEND_NAME = 1,
    // Why the backend cannot be used, in one sentence; empty when it can.
    MISH4J_BACKEND_REASON = 2,
    // The file that it was loaded from; empty when it was not.
    MISH4J_BACKEND_LIBRARY = 3,
    // The version of the library that it drives, "oneDNN 3.13.0"; empty when it was not loaded.
    MISH4J_BACKEND_VERSION = 4
};

// Gives a text about a backend; index from 0, key one of MISH4J_BACKEND_*.
MISH4J_API mish4j_status mish4j_get_backend_text(int32_t index, int32_t key, char* buffer, mish4j_int64 capacity,
                                                 mish4j_int64* length) MISH4J_NOEXCEPT;

// Gives the number of devices that there are. One that cannot be used says why when it is opened.
MISH4J_API mish4j_status mish4j_get_device_count(int32_t* count) MISH4J_NOEXCEPT;

// Gives the name of a device, "cpu" or "cuda:0"; index from 0.
MISH4J_API mish4j_status mish4j_get_device_name(int32_t index, char* buffer, mish4j_int64 capacity,
                                                mish4j_int64* length) MISH4J_NOEXCEPT;

// Opens a device by its name. MISH4J_NOT_FOUND, with the names there are and the reasons of the backends that cannot be
// used, when there is none of that name.
MISH4J_API mish4j_status mish4j_device_open(const char* name, mish4j_device* device) MISH4J_NOEXCEPT;

// Closes a device. Its models stay usable.
MISH4J_API mish4j_status mish4j_device_close(mish4j_device device) MISH4J_NOEXCEPT;

enum {
    // "cpu"
    MISH4J_DEVICE_NAME = 1,
    // The backend's name.
    MISH4J_DEVICE_BACKEND = 2,
    // The processor, "AMD EPYC 9R14".
    MISH4J_DEVICE_DESCRIPTION = 3,
    // The best instruction set that the backend uses here, "avx512_core_bf16".
    MISH4J_DEVICE_INSTRUCTION_SET = 4,
    // The precisions that mish4j_compile accepts here, "f32 bf16".
    MISH4J_DEVICE_PRECISIONS = 5
};

// Gives a text about a device; key one of MISH4J_DEVICE_*.
MISH4J_API mish4j_status mish4j_device_get_text(mish4j_device device, int32_t key, char* buffer, mish4j_int64 capacity,
                                                mish4j_int64* length) MISH4J_NOEXCEPT;

// -------------------------------------------------------------------------------------------------------- program ----

// A program is a list of operators in the order of their execution. Every function that adds one infers and checks the
// shape of its result. `name` is the operator's name in error texts and in descriptions of steps; null or "" makes one
// of its kind and number, "convolution_3". When a function fails, the program is as it was before.
//
// Shapes: rank from 0 (a scalar) to MISH4J_MAX_RANK, every dimension at least 1, at most 2^31 - 1, and at most 2^40
// bytes in all.

// Makes an empty program.
MISH4J_API mish4j_status mish4j_program_create(mish4j_program* program) MISH4J_NOEXCEPT;

// Closes a program. Models compiled from it stay usable.
MISH4J_API mish4j_status mish4j_program_close(mish4j_program program) MISH4J_NOEXCEPT;

// Adds an input. name: not null, not empty, different from every other input's. type: MISH4J_TYPE_*. dims: rank numbers,
// may be null when rank is 0.
MISH4J_API mish4j_status mish4j_program_add_input(mish4j_program program, const char* name, int32_t type, int32_t rank,
                                                  const mish4j_int64* dims, mish4j_value* value) MISH4J_NOEXCEPT;

// Adds a constant. The data are not copied: they must stay in place, unchanged, until the program is closed. bytes must
// be what type and dims make. data must be aligned to the type's size.
MISH4J_API mish4j_status mish4j_program_add_constant(mish4j_program program, int32_t type, int32_t rank,
                                                     const mish4j_int64* dims, const void* data, mish4j_int64 bytes,
                                                     mish4j_value* value) MISH4J_NOEXCEPT;

// Makes a value an output of a type, MISH4J_TYPE_*, to which its elements are converted; an input or a constant of that
// type is copied. name: not null, not empty, different from every other output's. Any value may be an output, also an
// input or a constant, and also more than once under different names.
MISH4J_API mish4j_status mish4j_program_add_output(mish4j_program program, mish4j_value value, int32_t type,
                                                   const char* name) MISH4J_NOEXCEPT;

// Gives a value's type, rank and dimensions. dims has room for MISH4J_MAX_RANK numbers; those past rank are left alone.
MISH4J_API mish4j_status mish4j_program_get_shape(mish4j_program program, mish4j_value value, int32_t* type,
                                                  int32_t* rank, mish4j_int64* dims) MISH4J_NOEXCEPT;

// Convolution (cross-correlation), optionally with a bias.
//   src      [N, C, spatial...]                    spatial_rank 1 to 3
//   weights  [K, C / groups, kernel...]
//   bias     [K] or MISH4J_NO_VALUE
//   dst      [N, K, out...]
//   out = (in + pads_begin + pads_end - (dilations (kernel - 1) + 1)) / strides + 1, rounded down, at least 1
// groups divides C and K. strides, dilations (1: dense) at least 1; pads at least 0. Each array has spatial_rank numbers.
MISH4J_API mish4j_status mish4j_program_add_convolution(mish4j_program program, const char* name, mish4j_value src,
                                                        mish4j_value weights, mish4j_value bias, mish4j_int64 groups,
                                                        int32_t spatial_rank, const mish4j_int64* strides,
                                                        const mish4j_int64* dilations, const mish4j_int64* pads_begin,
                                                        const mish4j_int64* pads_end,
                                                        mish4j_value* dst) MISH4J_NOEXCEPT;

// Transposed convolution, optionally with a bias: each element of src, times the kernel, is added to a window of dst.
//   src      [N, C, spatial...]                    spatial_rank 1 to 3
//   weights  [C, K / groups, kernel...]
//   bias     [K] or MISH4J_NO_VALUE
//   dst      [N, K, out...]
//   out = strides (in - 1) + dilations (kernel - 1) + 1 + output_pads - pads_begin - pads_end, at least 1
// groups divides C. The pads are cut off from the result; output_pads are added behind its last element, where only the
// bias is. strides, dilations (1: dense) at least 1; pads at least 0. Each array has spatial_rank numbers.
MISH4J_API mish4j_status mish4j_program_add_deconvolution(mish4j_program program, const char* name, mish4j_value src,
                                                          mish4j_value weights, mish4j_value bias, mish4j_int64 groups,
                                                          int32_t spatial_rank, const mish4j_int64* strides,
                                                          const mish4j_int64* dilations, const mish4j_int64* pads_begin,
                                                          const mish4j_int64* pads_end, const mish4j_int64* output_pads,
                                                          mish4j_value* dst) MISH4J_NOEXCEPT;

// Matrix product, optionally with a bias.
//   src      [..., M, K]                           rank at least 2
//   weights  [..., K, N]                           the same rank; leading dimensions equal or 1 on either side
//   bias     [N] or MISH4J_NO_VALUE
//   dst      [..., M, N]
MISH4J_API mish4j_status mish4j_program_add_matmul(mish4j_program program, const char* name, mish4j_value src,
                                                   mish4j_value weights, mish4j_value bias,
                                                   mish4j_value* dst) MISH4J_NOEXCEPT;

// Appends an element-wise function to the convolution, deconvolution or matmul that gives `dst`, to be computed in the
// same step, after what was appended before. Only while no operator reads dst and dst is no output. kind, alpha, beta:
// see MISH4J_ELTWISE_*.
MISH4J_API mish4j_status mish4j_program_append_eltwise(mish4j_program program, mish4j_value dst, int32_t kind,
                                                       float alpha, float beta) MISH4J_NOEXCEPT;

// Appends the addition of `other`, of dst's shape, to the convolution, deconvolution or matmul that gives `dst`. As
// above; other must have been created before dst.
MISH4J_API mish4j_status mish4j_program_append_add(mish4j_program program, mish4j_value dst,
                                                   mish4j_value other) MISH4J_NOEXCEPT;

// Pooling over windows. kind: MISH4J_POOLING_*. src and dst [N, C, spatial...]; sizes as for a convolution; pads less
// than the dilated kernel. A window that sees padding alone, as a dilated one may that steps over the image, has the
// maximum -infinity, the mean without padding NaN, and the mean with padding 0.
MISH4J_API mish4j_status mish4j_program_add_pooling(mish4j_program program, const char* name, int32_t kind,
                                                    mish4j_value src, int32_t spatial_rank, const mish4j_int64* kernel,
                                                    const mish4j_int64* strides, const mish4j_int64* dilations,
                                                    const mish4j_int64* pads_begin, const mish4j_int64* pads_end,
                                                    mish4j_value* dst) MISH4J_NOEXCEPT;

// An element-wise function by itself. dst has src's shape. kind, alpha, beta: see MISH4J_ELTWISE_*.
MISH4J_API mish4j_status mish4j_program_add_eltwise(mish4j_program program, const char* name, int32_t kind, float alpha,
                                                    float beta, mish4j_value src, mish4j_value* dst) MISH4J_NOEXCEPT;

// A function of two operands, element by element. kind: MISH4J_BINARY_*. Shapes broadcast as NumPy's do: aligned at the
// last dimension, each pair of dimensions equal or one of them 1 or absent.
MISH4J_API mish4j_status mish4j_program_add_binary(mish4j_program program, const char* name, int32_t kind,
                                                   mish4j_value src0, mish4j_value src1,
                                                   mish4j_value* dst) MISH4J_NOEXCEPT;

// A choice, element by element: src0 where condition is not 0, else src1. The three shapes broadcast as NumPy's do.
MISH4J_API mish4j_status mish4j_program_add_select(mish4j_program program, const char* name, mish4j_value condition,
                                                   mish4j_value src0, mish4j_value src1,
                                                   mish4j_value* dst) MISH4J_NOEXCEPT;

// Concatenation of `count` values, at least one, along axis (0 to rank - 1). All other dimensions are equal.
MISH4J_API mish4j_status mish4j_program_add_concat(mish4j_program program, const char* name, int32_t axis, int32_t count,
                                                   const mish4j_value* srcs, mish4j_value* dst) MISH4J_NOEXCEPT;

// A part of src: in each dimension, `sizes` elements from `starts` on, every `steps`-th. starts at least 0; sizes and
// steps at least 1; starts + (sizes - 1) steps less than src's dimension. The arrays have src's rank of numbers.
MISH4J_API mish4j_status mish4j_program_add_slice(mish4j_program program, const char* name, mish4j_value src,
                                                  const mish4j_int64* starts, const mish4j_int64* sizes,
                                                  const mish4j_int64* steps, mish4j_value* dst) MISH4J_NOEXCEPT;

// Chosen slices of src: along axis (0 to rank - 1), dst's place o is src's place indices[o]. count: of the indices, at
// least one; each 0 to src's dimension - 1.
MISH4J_API mish4j_status mish4j_program_add_gather(mish4j_program program, const char* name, int32_t axis,
                                                   mish4j_int64 count, const mish4j_int64* indices, mish4j_value src,
                                                   mish4j_value* dst) MISH4J_NOEXCEPT;

// Weighted sums of slices of src: along axis (0 to rank - 1), dst's place o, of `size` places, is the sum over t, from 0
// to taps - 1, of weights[o taps + t] times src's place indices[o taps + t]. size and taps at least 1, their
// product at most 2^31 - 1; indices 0 to src's dimension - 1; weights finite.
MISH4J_API mish4j_status mish4j_program_add_interpolate(mish4j_program program, const char* name, int32_t axis,
                                                        mish4j_int64 size, mish4j_int64 taps,
                                                        const mish4j_int64* indices, const float* weights,
                                                        mish4j_value src, mish4j_value* dst) MISH4J_NOEXCEPT;

// Enlargement by whole factors, each element repeated. src [N, C, spatial...], scales: spatial_rank factors, at least 1.
MISH4J_API mish4j_status mish4j_program_add_resize_nearest(mish4j_program program, const char* name, mish4j_value src,
                                                           int32_t spatial_rank, const mish4j_int64* scales,
                                                           mish4j_value* dst) MISH4J_NOEXCEPT;

// Images with their channels last, of any type, made images of numbers: src [N, H, W, C], dst [N, C, H, W],
// dst = scales[c] src + shifts[c]. scales, shifts: C finite numbers each.
MISH4J_API mish4j_status mish4j_program_add_convert_image(mish4j_program program, const char* name, mish4j_value src,
                                                          const float* scales, const float* shifts,
                                                          mish4j_value* dst) MISH4J_NOEXCEPT;

// e^x / sum(e^x) along axis (0 to rank - 1), computed safely for large x; with logarithmic 1, and not 0, the natural
// logarithm of that.
MISH4J_API mish4j_status mish4j_program_add_softmax(mish4j_program program, const char* name, int32_t axis,
                                                    int32_t logarithmic, mish4j_value src,
                                                    mish4j_value* dst) MISH4J_NOEXCEPT;

// (x - mean) / sqrt(variance + epsilon), where mean and variance are those of the dimensions from first_axis (0 to rank -
// 1) to the last, together. The variance is the mean of the squared distances from the mean. epsilon: finite, at least 0.
MISH4J_API mish4j_status mish4j_program_add_mean_variance_normalization(mish4j_program program, const char* name,
                                                                        int32_t first_axis, float epsilon, mish4j_value src,
                                                                        mish4j_value* dst) MISH4J_NOEXCEPT;

// The same elements, in the same row-major order, under other dimensions. dims: rank numbers.
MISH4J_API mish4j_status mish4j_program_add_reshape(mish4j_program program, const char* name, mish4j_value src,
                                                    int32_t rank, const mish4j_int64* dims,
                                                    mish4j_value* dst) MISH4J_NOEXCEPT;

// dst's dimension i is src's dimension permutation[i]. permutation: src's rank of numbers, each of 0 to rank - 1 once.
MISH4J_API mish4j_status mish4j_program_add_transpose(mish4j_program program, const char* name, mish4j_value src,
                                                      const mish4j_int64* permutation,
                                                      mish4j_value* dst) MISH4J_NOEXCEPT;

// One element for all that differ in `axis_count` axes only: at least one, each of 0 to rank - 1 and at most once. kind:
// MISH4J_REDUCE_*. keep_dims 1 leaves dimensions of 1 in their place, 0 removes them.
MISH4J_API mish4j_status mish4j_program_add_reduce(mish4j_program program, const char* name, int32_t kind,
                                                   mish4j_value src, int32_t axis_count, const mish4j_int64* axes,
                                                   int32_t keep_dims, mish4j_value* dst) MISH4J_NOEXCEPT;

// The place, along axis (0 to rank - 1), of the largest or smallest element, as a number. kind: MISH4J_ARG_*. The axis has
// at most 2^24 elements, which floats count exactly. last 1 takes the last of equal elements, 0 the first. keep_dims: as
// above.
MISH4J_API mish4j_status mish4j_program_add_arg_reduce(mish4j_program program, const char* name, int32_t kind,
                                                       mish4j_value src, int32_t axis, int32_t keep_dims, int32_t last,
                                                       mish4j_value* dst) MISH4J_NOEXCEPT;

// The first `count` elements along axis (0 to rank - 1) in order, the largest first or the smallest first: kind:
// MISH4J_ARG_*. NaN comes before every number, and of equal elements the one at the lower place first. places 0 gives the
// elements, 1 their places as numbers. count: 1 to the axis's dimension, which is at most 2^24, which floats count exactly.
MISH4J_API mish4j_status mish4j_program_add_top_k(mish4j_program program, const char* name, int32_t kind,
                                                  mish4j_value src, int32_t axis, mish4j_int64 count, int32_t places,
                                                  mish4j_value* dst) MISH4J_NOEXCEPT;

// ---------------------------------------------------------------------------------------------------------- model ----

// Keys of mish4j_compile's options.
enum {
    // The number of threads that run an inference, the caller's among them: 1 to 1024, or 0 (the default) for as many as
    // the process may use.
    MISH4J_OPTION_THREADS = 1,
    // MISH4J_PRECISION_*; MISH4J_PRECISION_F32 by default.
    MISH4J_OPTION_PRECISION = 2,
    // 1 lets f32 arithmetic use faster, less exact forms of the hardware (bf16 products, TF32); 0 by default.
    MISH4J_OPTION_FAST_MATH = 3,
    // MISH4J_TUNE_*; MISH4J_TUNE_OFF by default.
    MISH4J_OPTION_TUNE = 4,
    // 1, the default, lets a device record the work of a run once, and repeat it as a whole (a CUDA graph); 0 makes it
    // issue every step anew. Devices that record nothing take either.
    MISH4J_OPTION_RECORD = 5,
    // MISH4J_ALGORITHM_*; MISH4J_ALGORITHM_AUTO by default. For the device cpu; others choose by themselves.
    MISH4J_OPTION_ALGORITHM = 6,
    // MISH4J_ACCURACY_*; MISH4J_ACCURACY_STANDARD by default. For the device cpu.
    MISH4J_OPTION_ACCURACY = 7,
    // The most bytes that the weights of all convolutions which take one of Winograd's algorithms may have, once packed:
    // 0 or more, or -1 (the default) for any number. For the device cpu.
    MISH4J_OPTION_WINOGRAD_MEMORY = 8
};

// How convolutions in f32 are computed.
enum {
    // Each as is fastest here, by an estimate, or as measured where MISH4J_OPTION_TUNE says so.
    MISH4J_ALGORITHM_AUTO = 0,
    // As defined.
    MISH4J_ALGORITHM_DIRECT = 1,
    // Winograd's F(2x2, 3x3), or F(4x4, 3x3), for each convolution with a kernel of 3x3, strides and dilations of 1 and
    // one group; the others are computed as defined.
    MISH4J_ALGORITHM_WINOGRAD_F2X2 = 2,
    MISH4J_ALGORITHM_WINOGRAD_F4X4 = 3
};

enum {
    // Lets convolutions take F(4x4, 3x3), whose error is up to 4 times that of the direct algorithm.
    MISH4J_ACCURACY_STANDARD = 0,
    // Forbids what is less accurate than the direct algorithm. Not with MISH4J_ALGORITHM_WINOGRAD_F4X4.
    MISH4J_ACCURACY_STRICT = 1
};

// How far a compilation goes to find the fastest kernels.
enum {
    // What the backend's library thinks best.
    MISH4J_TUNE_OFF = 0,
    // The best of a few candidates for each step, by their times on the device.
    MISH4J_TUNE_FAST = 1,
    // The best of all that there are: minutes for a large network.
    MISH4J_TUNE_FULL = 2
};

// Compiles a program that has at least one output. options: option_count pairs of a key and its value, one after the
// other; may be null when option_count is 0. Weights are packed here; nothing of the program is needed afterwards.
MISH4J_API mish4j_status mish4j_compile(mish4j_device device, mish4j_program program, int32_t option_count,
                                        const mish4j_int64* options, mish4j_model* model) MISH4J_NOEXCEPT;

// Told how a compilation gets on: `done` of `total` parts are finished, and `what`, a text that is valid during the
// call, follows; it is empty when all are. context: the caller's. Called by the thread that compiles, from 0 times on,
// done never decreasing; total is 0 for a program without operators. It may call this ABI, but not with the program that
// is being compiled. What it returns: 0 to go on, anything else to give up.
typedef int32_t (*mish4j_progress)(void* context, int32_t done, int32_t total, const char* what);

// The same as mish4j_compile, which tells `callback` how it gets on. callback may be null. MISH4J_CANCELLED when the
// callback gave up.
MISH4J_API mish4j_status mish4j_compile_with_progress(mish4j_device device, mish4j_program program,
                                                      int32_t option_count, const mish4j_int64* options,
                                                      mish4j_progress callback, void* context,
                                                      mish4j_model* model) MISH4J_NOEXCEPT;

// Closes a model. Its requests stay usable; what the model holds is freed with the last of them.
MISH4J_API mish4j_status mish4j_model_close(mish4j_model model) MISH4J_NOEXCEPT;

enum {
    MISH4J_MODEL_THREADS = 1,
    MISH4J_MODEL_PRECISION = 2,
    MISH4J_MODEL_INPUT_COUNT = 3,
    MISH4J_MODEL_OUTPUT_COUNT = 4,
    MISH4J_MODEL_STEP_COUNT = 5,
    // Steps that run a reference kernel of the backend's library, slow by orders of magnitude.
    MISH4J_MODEL_REFERENCE_STEP_COUNT = 6,
    // Packed constants, shared by all requests.
    MISH4J_MODEL_WEIGHT_BYTES = 7,
    // Activations of one request.
    MISH4J_MODEL_ACTIVATION_BYTES = 8,
    // The least that any plan must hold: the largest sum of the activations that are alive at the same step.
    MISH4J_MODEL_LARGEST_LIVE_BYTES = 9,
    // Scratch memory of one request.
    MISH4J_MODEL_SCRATCHPAD_BYTES = 10,
    // 1 where mish4j_request_start and mish4j_request_await can be used, else 0.
    MISH4J_MODEL_ASYNCHRONOUS = 11
};

// Gives a number about a model; key one of MISH4J_MODEL_*.
MISH4J_API mish4j_status mish4j_model_get_number(mish4j_model model, int32_t key, mish4j_int64* number) MISH4J_NOEXCEPT;

enum {
    // The operator's name; for a step that mish4j added, of the operator it was added for.
    MISH4J_STEP_NAME = 1,
    // What is computed, "convolution+bias+mish+add".
    MISH4J_STEP_OPERATION = 2,
    // The kernel, as the backend's library names it, "brgconv:avx512_core".
    MISH4J_STEP_KERNEL = 3,
    // The result's dimensions and layout, "1x32x8x8 nChw16c f32".
    MISH4J_STEP_DST = 4,
    // How a convolution is computed, "direct" or "winograd F(4x4,3x3)"; empty for other steps, and where the backend's
    // library chooses.
    MISH4J_STEP_ALGORITHM = 5,
    // Why so, of a convolution that could be computed otherwise; empty where there was no choice.
    MISH4J_STEP_REASON = 6
};

// Gives a text about a step of the plan, in order of execution; step from 0, key one of MISH4J_STEP_*.
MISH4J_API mish4j_status mish4j_model_get_step_text(mish4j_model model, int32_t step, int32_t key, char* buffer,
                                                    mish4j_int64 capacity, mish4j_int64* length) MISH4J_NOEXCEPT;

// --------------------------------------------------------------------------------------------------------- memory ----

// Makes memory of a device's own, filled with zeros. bytes: 1 to 2^40. It may be bound to requests of every model that
// was compiled for a device of the same name.
MISH4J_API mish4j_status mish4j_memory_create(mish4j_device device, mish4j_int64 bytes,
                                              mish4j_memory* memory) MISH4J_NOEXCEPT;

// Closes memory. Requests that it is bound to keep it, and stay usable, until other memory is bound or they are closed.
MISH4J_API mish4j_status mish4j_memory_close(mish4j_memory memory) MISH4J_NOEXCEPT;

// Copies bytes of the caller's into memory, offset bytes from its begin. Offset and bytes are at least 0 and lie within
// the memory; data may be null when bytes is 0. Returns when all is written.
MISH4J_API mish4j_status mish4j_memory_write(mish4j_memory memory, mish4j_int64 offset, const void* data,
                                             mish4j_int64 bytes) MISH4J_NOEXCEPT;

// Copies bytes of memory to the caller's; as above.
MISH4J_API mish4j_status mish4j_memory_read(mish4j_memory memory, mish4j_int64 offset, void* data,
                                            mish4j_int64 bytes) MISH4J_NOEXCEPT;

// -------------------------------------------------------------------------------------------------------- request ----

// Makes a request: the activations and the bindings of one inference at a time. All inputs and outputs are unbound.
MISH4J_API mish4j_status mish4j_request_create(mish4j_model model, mish4j_request* request) MISH4J_NOEXCEPT;

// Closes a request. One that is in motion (mish4j_request_start) is waited for; its results are dropped.
MISH4J_API mish4j_status mish4j_request_close(mish4j_request request) MISH4J_NOEXCEPT;

// Binds memory of the caller's to an input, in the order in which the program's inputs were added, from 0. The memory is
// read by every run until another is bound, and must stay valid for those. bytes must be the input's size; data must be
// aligned to its type's size (64 bytes are best), and must not overlap a bound output.
MISH4J_API mish4j_status mish4j_request_bind_input(mish4j_request request, int32_t index, const void* data,
                                                   mish4j_int64 bytes) MISH4J_NOEXCEPT;

// Binds memory of the caller's to an output, in the order in which the program's outputs were added, from 0. As above;
// the memory must overlap no other that is bound.
MISH4J_API mish4j_status mish4j_request_bind_output(mish4j_request request, int32_t index, void* data,
                                                    mish4j_int64 bytes) MISH4J_NOEXCEPT;

// Binds memory of the model's device to an input, from `offset` bytes after its begin on, in place of the caller's
// memory. The input's size must lie within it; offset must be aligned to the input's type's size. Else as
// mish4j_request_bind_input; the request keeps the memory.
MISH4J_API mish4j_status mish4j_request_bind_input_memory(mish4j_request request, int32_t index, mish4j_memory memory,
                                                          mish4j_int64 offset) MISH4J_NOEXCEPT;

// Binds memory of the model's device to an output. As above.
MISH4J_API mish4j_status mish4j_request_bind_output_memory(mish4j_request request, int32_t index, mish4j_memory memory,
                                                           mish4j_int64 offset) MISH4J_NOEXCEPT;

// Runs the model on the bound inputs and writes the bound outputs. Returns when they are written.
// MISH4J_INVALID_STATE when an input or output is unbound.
MISH4J_API mish4j_status mish4j_request_run(mish4j_request request) MISH4J_NOEXCEPT;

// The same. The eight pointers are neither read nor compared: a caller whose runtime keeps what a pointer argument points
// to alive for the duration of a call (as Java's Foreign Function & Memory API does for a segment of a shared arena)
// passes the memory that is bound, so that it cannot be freed during the run. Unused ones are null.
MISH4J_API mish4j_status mish4j_request_run_keeping(mish4j_request request, const void* memory0, const void* memory1,
                                                    const void* memory2, const void* memory3, const void* memory4,
                                                    const void* memory5, const void* memory6,
                                                    const void* memory7) MISH4J_NOEXCEPT;

// The first half of a run: copies what is bound of the caller's memory to the inputs, puts the work in motion, and
// returns without waiting for it. The request is in motion until mish4j_request_await; until then nothing else may be
// done with it, but to close it (MISH4J_INVALID_STATE), and bound memory of the device belongs to it. The caller's own
// memory is free for any use. MISH4J_UNSUPPORTED where MISH4J_MODEL_ASYNCHRONOUS is 0.
MISH4J_API mish4j_status mish4j_request_start(mish4j_request request) MISH4J_NOEXCEPT;

// The same; the eight pointers are those of mish4j_request_run_keeping.
MISH4J_API mish4j_status mish4j_request_start_keeping(mish4j_request request, const void* memory0, const void* memory1,
                                                      const void* memory2, const void* memory3, const void* memory4,
                                                      const void* memory5, const void* memory6,
                                                      const void* memory7) MISH4J_NOEXCEPT;

// The second half: waits for the work, and writes what is bound of the caller's memory to the outputs. Afterwards,
// whatever its status, the request is no longer in motion. MISH4J_INVALID_STATE when it was not.
MISH4J_API mish4j_status mish4j_request_await(mish4j_request request) MISH4J_NOEXCEPT;

// The same; the eight pointers are those of mish4j_request_run_keeping.
MISH4J_API mish4j_status mish4j_request_await_keeping(mish4j_request request, const void* memory0, const void* memory1,
                                                      const void* memory2, const void* memory3, const void* memory4,
                                                      const void* memory5, const void* memory6,
                                                      const void* memory7) MISH4J_NOEXCEPT;

// Ends a run that was started, in place of its second half: waits for the work, and leaves the caller's memory alone. What
// is bound of a device's memory is undefined. MISH4J_INVALID_STATE when the request was not in motion.
MISH4J_API mish4j_status mish4j_request_cancel(mish4j_request request) MISH4J_NOEXCEPT;

// Switches the measurement of every step's time on (1) or off (0, the default) for the runs that follow.
MISH4J_API mish4j_status mish4j_request_set_profiling(mish4j_request request, int32_t enabled) MISH4J_NOEXCEPT;

// Gives the time that a step took in the last measured run, in nanoseconds. MISH4J_INVALID_STATE when there was none.
MISH4J_API mish4j_status mish4j_request_get_step_time(mish4j_request request, int32_t step,
                                                      mish4j_int64* nanoseconds) MISH4J_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif
