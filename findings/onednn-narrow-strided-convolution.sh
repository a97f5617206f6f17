#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# oneDNN 3.13 computes some convolutions wrongly and reports success: those with a stride along the width, whose result is
# one column wide and has several rows, where the kernel is brg_conv_fwd and it takes the rows as one matrix product.
# On AVX-512 without AMX that is so with one channel of the source in a group and a stride of 1 along the height, in f32,
# bf16 and int8; on AMX with any number of channels and any strides, in bf16 and int8.
#
# The cause, read in brg_blocking_t::estimate_brgemm_ur (src/cpu/x64/jit_brgemm_conv_utils.cpp): the distance of two rows
# of the matrix, LDA, is stride_w * channels * extent of the kernel; the rows of the copied source lie channels * extent of
# the kernel apart. They agree where stride_w is 1.
#
# Exit 0: the wrong values are seen, or the kernel is not taken on this processor. Exit 1: the values are right.
# Needs mvn, unzip and g++, and a processor with AVX-512.
set -euo pipefail

version=3.13-1.5.14
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mvn -q --batch-mode org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
    -Dartifact="org.bytedeco:dnnl:$version:jar:linux-x86_64" -DoutputDirectory="$folder"
unzip -q "$folder/dnnl-$version-linux-x86_64.jar" -d "$folder"
root=$folder/org/bytedeco/dnnl/linux-x86_64

cat > "$folder/convolution.cpp" <<'CPP'
#include <cstdio>
#include <oneapi/dnnl/dnnl.hpp>
#include <string>
#include <vector>

// A source of 1 channel and 4x2, a kernel of 3x3, strides 1x2, padding 1: the result is 4x1.
int main() {
    using namespace dnnl;
    using Tag = memory::format_tag;
    const auto f32 = memory::data_type::f32;
    engine cpu(engine::kind::cpu, 0);
    stream order(cpu);
    std::vector<float> x{1, 2, 3, 4, 5, 6, 7, 8};
    std::vector<float> w{1, 2, 3, 4, 5, 6, 7, 8, 9};
    std::vector<float> y(4);
    const convolution_forward::primitive_desc description(
        cpu, prop_kind::forward_inference, algorithm::convolution_direct, memory::desc({1, 1, 4, 2}, f32, Tag::nchw),
        memory::desc({1, 1, 3, 3}, f32, Tag::any), memory::desc({1, 1, 4, 1}, f32, Tag::nchw), {1, 2}, {1, 1}, {1, 1});
    memory src(description.src_desc(), cpu, x.data());
    memory plain({{1, 1, 3, 3}, f32, Tag::oihw}, cpu, w.data());
    memory weights(description.weights_desc(), cpu);
    memory dst(description.dst_desc(), cpu, y.data());
    reorder(plain, weights).execute(order, plain, weights);
    convolution_forward(description)
        .execute(order, {{DNNL_ARG_SRC, src}, {DNNL_ARG_WEIGHTS, weights}, {DNNL_ARG_DST, dst}});
    order.wait();

    const std::string kernel = description.impl_info_str();
    std::printf("oneDNN %d.%d.%d, kernel %s\n", version()->major, version()->minor, version()->patch, kernel.c_str());
    bool right = true;
    for (int row = 0; row < 4; ++row) {
        float expected = 0;
        for (int i = 0; i < 3; ++i) {
            for (int j = 0; j < 2; ++j) {  // the kernel's first column lies on padding
                const int h = row + i - 1;
                if (h >= 0 && h < 4) expected += w[i * 3 + j + 1] * x[h * 2 + j];
            }
        }
        std::printf("row %d: expected %g, seen %g\n", row, expected, y[row]);
        right = right && expected == y[row];
    }
    const bool taken = kernel.find("brg_conv_fwd:avx512") != std::string::npos ||
                       kernel.find("brg_conv_fwd:avx10") != std::string::npos;
    if (!taken) {
        std::puts("not seen on this processor: it takes another kernel");
        return 0;
    }
    std::puts(right ? "changed: the values are right" : "wrong values, without an error");
    return right ? 1 : 0;
}
CPP
g++ -std=c++17 -O1 -I"$root/include" "$folder/convolution.cpp" "$root/libdnnl.so.3" -Wl,-rpath,"$root" \
    -o "$folder/convolution"
"$folder/convolution"
