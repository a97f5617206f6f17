// SPDX-License-Identifier: Apache-2.0
/**
 * The native libraries of mish4j for Linux on x86-64, as resources under {@code META-INF/mish4j/linux-x86_64}.
 *
 * <p>The file {@code libraries.txt} beside them lists each library, one a line, as SHA-256, size in bytes and name, in the
 * order in which they must be loaded.
 */
module org.mish4j.natives.linux_x86_64 {}
