#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# oneDNN 3.13's matmul gives wrong results and reports success, where the matrices of a batch lie interleaved (the columns
# of all of them side by side) and a batch dimension of 1 stands before, whose stride is that of a column: the kernel
# brg_matmul takes the layout for another one. The stride of a dimension of 1 is never used, so it must not matter, and
# with another stride there the product is right.
#
# Exit 0: the wrong values are seen, or the kernel is not taken on this processor. Exit 1: the values are right.
# Needs mvn, unzip and g++, and a processor with AVX2 or AVX-512.
set -euo pipefail

version=3.13-1.5.14
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mvn -q --batch-mode org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
    -Dartifact="org.bytedeco:dnnl:$version:jar:linux-x86_64" -DoutputDirectory="$folder"
unzip -q "$folder/dnnl-$version-linux-x86_64.jar" -d "$folder"
root=$folder/org/bytedeco/dnnl/linux-x86_64

cat > "$folder/matmul.cpp" <<'CPP'
#include <cstdio>
#include <oneapi/dnnl/dnnl.hpp>
#include <string>
#include <vector>

using namespace dnnl;

constexpr int batch = 2, m = 2, k = 3, n = 4;
constexpr auto f32 = memory::data_type::f32;

// Multiplies a batch of matrices with a dimension of 1 before it, which has this stride in the right factor. Gives the
// kernel.
std::string multiply(int stride, std::vector<float>& a, std::vector<float>& b, std::vector<float>& c) {
    engine cpu(engine::kind::cpu, 0);
    stream order(cpu);
    const memory::desc src({1, batch, m, k}, f32, memory::dims{batch * m * k, m * k, k, 1});
    // Column j of matrix i begins at (j * batch + i) * k
    const memory::desc weights({1, batch, k, n}, f32, memory::dims{stride, k, 1, batch * k});
    const memory::desc dst({1, batch, m, n}, f32, memory::dims{batch * m * n, m * n, n, 1});
    const matmul::primitive_desc description(cpu, src, weights, dst);
    memory x(src, cpu, a.data()), w(weights, cpu, b.data()), y(dst, cpu, c.data());
    matmul(description).execute(order, {{DNNL_ARG_SRC, x}, {DNNL_ARG_WEIGHTS, w}, {DNNL_ARG_DST, y}});
    order.wait();
    return description.impl_info_str();
}

// With an argument: the dimension of 1 has the stride of the whole. In another process, since oneDNN keeps the kernel of one
// for the other.
int main(int argc, char**) {
    std::vector<float> a(batch * m * k), b(batch * k * n), expected(batch * m * n), c(batch * m * n);
    for (std::size_t i = 0; i < a.size(); ++i) a[i] = static_cast<float>(i + 1);
    for (std::size_t i = 0; i < b.size(); ++i) b[i] = static_cast<float>(i + 1);
    for (int i = 0; i < batch; ++i)
        for (int row = 0; row < m; ++row)
            for (int column = 0; column < n; ++column)
                for (int l = 0; l < k; ++l)
                    expected[(i * m + row) * n + column] += a[(i * m + row) * k + l] * b[(column * batch + i) * k + l];

    std::printf("oneDNN %d.%d.%d\n", version()->major, version()->minor, version()->patch);
    const bool whole = argc > 1;
    const std::string kernel = multiply(whole ? batch * k * n : batch * k, a, b, c);
    const bool right = c == expected;
    std::printf("with the stride of %s, by %s: %s; element 1: expected %g, seen %g\n", whole ? "the whole" : "a column",
                kernel.c_str(), right ? "right" : "wrong", expected[1], c[1]);
    if (whole) return right ? 0 : 1;
    if (kernel.rfind("brg_matmul", 0) != 0) {
        std::puts("not seen on this processor: it takes another kernel");
        return 0;
    }
    return right ? 1 : 0;
}
CPP
g++ -std=c++17 -O1 -I"$root/include" "$folder/matmul.cpp" "$root/libdnnl.so.3" -Wl,-rpath,"$root" -o "$folder/matmul"
"$folder/matmul" whole
"$folder/matmul"
