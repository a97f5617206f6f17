#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# oneDNN 3.13 computes three kinds of convolutions with one channel of the source in a group wrongly, and reports success:
#   1. int8, source plain (so that it is channels last as well), result plain with several channels: gemm_s8*s32
#   2. int8 and bf16, a kernel deeper than the source, which has depth 1: brg_conv_fwd
#   3. source s8, several groups, each with many channels of the result: brg_conv_fwd, from the second group on
# The convolutions beside them, with two channels, depth 2 or a source of u8, are right.
#
# Exit 0: all are seen, or the kernels are not taken on this processor. Exit 1: something changed.
# Needs mvn, unzip and g++, and a processor with AVX-512, VNNI and bf16.
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

using namespace dnnl;
using Type = memory::data_type;
using Tag = memory::format_tag;

struct Case {
    const char* name;
    bool wrong;  // what was seen
    const char* kernel;
    Type type;
    Tag layout;
    int groups, channels, results;  // channels of a group
    int in_depth, kernel_depth, pad_depth;
};

constexpr int size = 5, kernel_size = 3, out_size = size - kernel_size + 1;

// Gives whether what was seen is seen again.
bool check(const Case& c) {
    engine cpu(engine::kind::cpu, 0);
    stream order(cpu);
    const int out_depth = c.in_depth + 2 * c.pad_depth - c.kernel_depth + 1;
    const memory::dims src_dims{1, c.groups * c.channels, c.in_depth, size, size};
    const memory::dims weights_dims{c.groups, c.results, c.channels, c.kernel_depth, kernel_size, kernel_size};
    const memory::dims dst_dims{1, c.groups * c.results, out_depth, out_size, out_size};
    std::vector<float> x(static_cast<std::size_t>(c.groups * c.channels * c.in_depth * size * size));
    std::vector<float> w(
        static_cast<std::size_t>(c.groups * c.results * c.channels * c.kernel_depth * kernel_size * kernel_size));
    std::vector<float> y(static_cast<std::size_t>(c.groups * c.results * out_depth * out_size * out_size));
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>(i * 7 % 11);
    for (std::size_t i = 0; i < w.size(); ++i) w[i] = static_cast<float>(i * 5 % 13) - 6;

    const convolution_forward::primitive_desc description(
        cpu, prop_kind::forward_inference, algorithm::convolution_direct, {src_dims, c.type, c.layout},
        {weights_dims, c.type == Type::bf16 ? Type::bf16 : Type::s8, Tag::any}, {dst_dims, Type::f32, c.layout}, {1, 1, 1}, {c.pad_depth, 0, 0},
        {c.pad_depth, 0, 0});
    memory plain_src({src_dims, Type::f32, Tag::ncdhw}, cpu, x.data()), src(description.src_desc(), cpu);
    memory plain_weights({weights_dims, Type::f32, Tag::goidhw}, cpu, w.data()), weights(description.weights_desc(), cpu);
    memory plain_dst({dst_dims, Type::f32, Tag::ncdhw}, cpu, y.data()), dst(description.dst_desc(), cpu);
    reorder(plain_src, src).execute(order, plain_src, src);
    reorder(plain_weights, weights).execute(order, plain_weights, weights);
    convolution_forward(description)
        .execute(order, {{DNNL_ARG_SRC, src}, {DNNL_ARG_WEIGHTS, weights}, {DNNL_ARG_DST, dst}});
    reorder(dst, plain_dst).execute(order, dst, plain_dst);
    order.wait();

    int wrong = 0;
    std::size_t next = 0;
    for (int k = 0; k < c.groups * c.results; ++k)
        for (int od = 0; od < out_depth; ++od)
            for (int oh = 0; oh < out_size; ++oh)
                for (int ow = 0; ow < out_size; ++ow) {
                    float sum = 0;
                    for (int i = 0; i < c.channels; ++i)
                        for (int d = 0; d < c.kernel_depth; ++d)
                            for (int h = 0; h < kernel_size; ++h)
                                for (int v = 0; v < kernel_size; ++v) {
                                    const int id = od - c.pad_depth + d;
                                    if (id < 0 || id >= c.in_depth) continue;
                                    const int channel = k / c.results * c.channels + i;
                                    sum += x[((channel * c.in_depth + id) * size + oh + h) * size + ow + v] *
                                           w[(((k * c.channels + i) * c.kernel_depth + d) * kernel_size + h) *
                                                 kernel_size + v];
                                }
                    if (y[next++] != sum) ++wrong;
                }
    const std::string kernel = description.impl_info_str();
    std::printf("%s, %s: %d of %zu wrong\n", c.name, kernel.c_str(), wrong, y.size());
    if (kernel.find(c.kernel) == std::string::npos) {
        std::puts("  not seen on this processor: it takes another kernel");
        return true;
    }
    return (wrong > 0) == c.wrong;
}

int main() {
    std::printf("oneDNN %d.%d.%d\n", version()->major, version()->minor, version()->patch);
    constexpr const char* brgemm = "brg_conv_fwd:avx512_core_vnni";
    const Case cases[] = {
        {"1. plain", true, "gemm_s8", Type::u8, Tag::ncdhw, 1, 1, 4, 1, 1, 0},
        {"2. depth 1, kernel of depth 3", true, brgemm, Type::u8, Tag::ndhwc, 1, 1, 17, 1, 3, 1},
        {"   in bf16", true, "brg_conv_fwd:avx512_core_bf16", Type::bf16, Tag::ndhwc, 1, 1, 17, 1, 3, 1},
        {"   with two channels", false, brgemm, Type::u8, Tag::ndhwc, 1, 2, 17, 1, 3, 1},
        {"   with depth 2", false, brgemm, Type::u8, Tag::ndhwc, 1, 1, 17, 2, 3, 1},
        {"3. s8 in groups", true, brgemm, Type::s8, Tag::ndhwc, 2, 1, 33, 1, 1, 0},
        {"   with two channels", false, brgemm, Type::s8, Tag::ndhwc, 2, 2, 33, 1, 1, 0},
        {"   with u8", false, brgemm, Type::u8, Tag::ndhwc, 2, 1, 33, 1, 1, 0},
    };
    bool same = true;
    for (const Case& c : cases) same = check(c) && same;
    std::puts(same ? "as before" : "changed");
    return same ? 0 : 1;
}
CPP
g++ -std=c++17 -O1 -Wno-narrowing -I"$root/include" "$folder/convolution.cpp" "$root/libdnnl.so.3" -Wl,-rpath,"$root" \
    -o "$folder/convolution"
"$folder/convolution"
