// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.hpp"

#include <gtest/gtest.h>

namespace mish4j::test {
namespace {

TEST(Utf8Test, TakesWellFormedText) {
    for (std::string_view text : {"", "digits", "\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF",
                                  "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF", "aé€😀z"}) {
        EXPECT_TRUE(is_valid_utf8(text)) << text;
    }
}

TEST(Utf8Test, RefusesWhatIsNot) {
    for (std::string_view text :
         {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2\x7F", "\xC2\xC0", "\xE0\x9F\xBF", "\xE1\x80",
          "\xE1\x80\xC0", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF", "\xF1\x80\x80", "\xF4\x90\x80\x80",
          "\xF5\x80\x80\x80", "\xFE", "\xFF", "a\xC3z"}) {
        EXPECT_FALSE(is_valid_utf8(text)) << text;
    }
}

TEST(Utf8Test, CutsAtCharacters) {
    const std::string_view text = "aé€😀z";  // 1, 2, 3, 4 and 1 bytes
    const std::size_t expected[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11};
    for (std::size_t limit = 0; limit < std::size(expected); ++limit) {
        EXPECT_EQ(utf8_prefix_length(text, limit), expected[limit]) << limit;
    }
}

}  // namespace
}  // namespace mish4j::test
