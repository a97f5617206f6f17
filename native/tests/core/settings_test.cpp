// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <string>

#include "abi.hpp"
#include "base/status.hpp"
#include "runtime/registry.hpp"
#include "runtime/settings_store.hpp"

namespace mish4j::test {
namespace {

// Sets a variable of the environment, or removes it, until the end of the scope.
class Variable {
 public:
    Variable(const char* name, const char* value) : name_(name) {
        const char* before = std::getenv(name);
        if (before != nullptr) before_ = before;
        had_value_ = before != nullptr;
        set(value);
    }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;
    ~Variable() { set(had_value_ ? before_.c_str() : nullptr); }

 private:
    void set(const char* value) {
        if (value != nullptr) {
            setenv(name_, value, 1);
        } else {
            unsetenv(name_);
        }
    }

    const char* name_;
    std::string before_;
    bool had_value_;
};

TEST(SettingsTest, TakesDefaultsFromTheEnvironment) {
    struct Case {
        const char* xdg;
        const char* home;
        const char* expected;
    };
    for (const Case& c :
         {Case{"/x", "/home/me", "/x/mish4j"}, Case{nullptr, "/home/me", "/home/me/.cache/mish4j"},
          Case{"", "/home/me", "/home/me/.cache/mish4j"}, Case{"relative", "/home/me", "/home/me/.cache/mish4j"},
          Case{nullptr, nullptr, ""}, Case{nullptr, "relative", ""}}) {
        const Variable xdg("XDG_CACHE_HOME", c.xdg);
        const Variable home("HOME", c.home);
        SettingsStore store;
        EXPECT_EQ(store.use().cache_directory, c.expected);
        EXPECT_EQ(store.use().cudnn_path, "");
    }
}

TEST(SettingsTest, ChangesUntilTheyAreUsed) {
    SettingsStore store;
    store.set(MISH4J_SETTING_CUDNN_PATH, "/some/cudnn");
    store.set(MISH4J_SETTING_CACHE_DIRECTORY, "/some/cache");
    store.set(MISH4J_SETTING_CACHE_DIRECTORY, "");
    EXPECT_EQ(store.use().cudnn_path, "/some/cudnn");
    EXPECT_EQ(store.use().cache_directory, "");
    try {
        store.set(MISH4J_SETTING_CUDNN_PATH, "/other");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.status(), MISH4J_INVALID_STATE);
        EXPECT_STREQ(error.what(), "settings cannot be changed once the backends are loaded");
    }
    EXPECT_EQ(store.use().cudnn_path, "/some/cudnn");
}

TEST(SettingsTest, RefusesWrongArguments) {
    for (std::int32_t key : {-1, 0, 3, INT32_MAX, INT32_MIN}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "key is " + std::to_string(key) + ", expected one of MISH4J_SETTING_*",
                     mish4j_set_setting(key, "x"));
    }
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "text is null", mish4j_set_setting(MISH4J_SETTING_CUDNN_PATH, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "text is longer than 4096 bytes",
                 mish4j_set_setting(MISH4J_SETTING_CUDNN_PATH, std::string(4097, 'x').c_str()));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "text is not valid UTF-8",
                 mish4j_set_setting(MISH4J_SETTING_CACHE_DIRECTORY, "\xFF"));
    Registry::instance().devices();
    EXPECT_FAILS(MISH4J_INVALID_STATE, "settings cannot be changed",
                 mish4j_set_setting(MISH4J_SETTING_CUDNN_PATH, std::string(4096, 'x').c_str()));
}

}  // namespace
}  // namespace mish4j::test
