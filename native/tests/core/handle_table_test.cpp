// SPDX-License-Identifier: Apache-2.0
#include "handles/handle_table.hpp"

#include <gtest/gtest.h>

#include <list>
#include <set>
#include <thread>
#include <vector>

namespace mish4j::test {
namespace {

// Counts the objects that are alive, and knows whether it is one of them.
struct Tracked {
    static inline std::atomic<int> alive = 0;

    Tracked() { ++alive; }
    ~Tracked() {
        number = -1;
        --alive;
    }
    Tracked(const Tracked&) = delete;
    Tracked& operator=(const Tracked&) = delete;

    int number = 7;
};

// The text of the error that a call throws, which must be MISH4J_INVALID_HANDLE.
template <class Call>
std::string error_of(Call&& call) {
    try {
        call();
    } catch (const Error& error) {
        EXPECT_EQ(error.status(), MISH4J_INVALID_HANDLE);
        return error.what();
    }
    return "no error";
}

std::string numbered(const char* before, std::int64_t handle, const char* after) {
    return std::string(before) + std::to_string(handle) + after;
}

class HandleTableTest : public ::testing::Test {
 protected:
    // A table lives as long as the process and frees no slot.
    template <class... Arguments>
    static HandleTable<Tracked>& make_table(Arguments... arguments) {
        static auto& tables = *new std::list<HandleTable<Tracked>>();
        return tables.emplace_back(arguments...);
    }

    HandleTable<Tracked>& table_ = make_table(HandleKind::model);

    void TearDown() override {
        EXPECT_EQ(table_.count(), 0);
        EXPECT_EQ(Tracked::alive, 0);
    }
};

TEST_F(HandleTableTest, GivesAnObjectUntilItIsClosed) {
    const std::int64_t handle = table_.insert(std::make_unique<Tracked>());
    EXPECT_GT(handle, 0);
    EXPECT_EQ(table_.acquire(handle)->number, 7);
    EXPECT_EQ(table_.count(), 1);
    table_.close(handle);
    EXPECT_EQ(Tracked::alive, 0);
    EXPECT_EQ(error_of([&] { table_.acquire(handle); }), numbered("model handle ", handle, " was closed"));
    EXPECT_EQ(error_of([&] { table_.close(handle); }), numbered("model handle ", handle, " was closed"));
}

TEST_F(HandleTableTest, KeepsAnObjectThatIsInUse) {
    const std::int64_t handle = table_.insert(std::make_unique<Tracked>());
    {
        const auto first = table_.acquire(handle);
        {
            const auto second = table_.acquire(handle);
            table_.close(handle);
            EXPECT_EQ(second->number, 7);
        }
        EXPECT_EQ(first->number, 7);
        EXPECT_EQ(table_.count(), 1);
        EXPECT_EQ(error_of([&] { table_.acquire(handle); }), numbered("model handle ", handle, " was closed"));
        EXPECT_EQ(error_of([&] { table_.close(handle); }), numbered("model handle ", handle, " was closed"));
    }
    EXPECT_EQ(Tracked::alive, 0);
    EXPECT_EQ(error_of([&] { table_.acquire(handle); }), numbered("model handle ", handle, " was closed"));
}

TEST_F(HandleTableTest, NeverGivesAHandleTwice) {
    std::set<std::int64_t> given;
    for (int i = 0; i < 10000; ++i) {
        const std::int64_t handle = table_.insert(std::make_unique<Tracked>());
        EXPECT_TRUE(given.insert(handle).second);
        table_.close(handle);
    }
    for (std::int64_t handle : given) {
        EXPECT_EQ(error_of([&] { table_.acquire(handle); }), numbered("model handle ", handle, " was closed"));
    }
}

TEST_F(HandleTableTest, RetiresASlotWhoseGenerationsAreUsedUp) {
    auto& table = make_table(HandleKind::request, 3);
    std::set<std::int64_t> given;
    for (int i = 0; i < 1000; ++i) {
        const std::int64_t handle = table.insert(std::make_unique<Tracked>());
        EXPECT_TRUE(given.insert(handle).second);
        table.close(handle);
    }
    for (std::int64_t handle : given) {
        EXPECT_EQ(error_of([&] { table.close(handle); }), numbered("request handle ", handle, " was closed"));
    }
}

TEST_F(HandleTableTest, TellsWhatANumberIs) {
    const std::int64_t handle = table_.insert(std::make_unique<Tracked>());
    EXPECT_EQ(error_of([&] { table_.acquire(0); }), "expected a model handle, 0 is not a handle");
    EXPECT_EQ(error_of([&] { table_.acquire(-handle); }),
              numbered("expected a model handle, ", -handle, " is not a handle"));
    const std::int64_t program = encode_handle(HandleKind::program, {0, 1});
    EXPECT_EQ(error_of([&] { table_.acquire(program); }),
              numbered("expected a model handle, found the program handle ", program, ""));
    const std::uint32_t last_index = (1u << handle_index_bits) - 1;
    const std::uint64_t last_generation = (std::uint64_t{1} << handle_generation_bits) - 1;
    for (HandleParts parts :
         {HandleParts{0, 0}, HandleParts{0, 2}, HandleParts{1, 1}, HandleParts{63, 1}, HandleParts{64, 1},
          HandleParts{last_index, 1}, HandleParts{last_index, last_generation}}) {
        const std::int64_t unknown = encode_handle(HandleKind::model, parts);
        EXPECT_GT(unknown, 0);
        EXPECT_EQ(error_of([&] { table_.acquire(unknown); }), numbered("model handle ", unknown, " was never given"));
    }
    table_.close(handle);
}

TEST_F(HandleTableTest, HoldsManyObjectsAtOnce) {
    std::vector<std::int64_t> handles;
    for (int i = 0; i < 5000; ++i) {
        auto object = std::make_unique<Tracked>();
        object->number = i;
        handles.push_back(table_.insert(std::move(object)));
    }
    EXPECT_EQ(table_.count(), 5000);
    for (int i = 0; i < 5000; ++i) EXPECT_EQ(table_.acquire(handles[static_cast<std::size_t>(i)])->number, i);
    for (std::int64_t handle : handles) table_.close(handle);
}

// Threads use and close the same few handles; whoever closes one puts a new one in its place.
TEST_F(HandleTableTest, IsSafeBetweenThreads) {
    std::array<std::atomic<std::int64_t>, 4> places{};
    for (auto& place : places) place = table_.insert(std::make_unique<Tracked>());
    std::atomic<int> closed = 0;
    std::vector<std::thread> threads;
    for (unsigned seed = 0; seed < 4; ++seed) {
        threads.emplace_back([&, seed] {
            for (unsigned i = 0; i < 20000; ++i) {
                auto& place = places[(i * 7 + seed) % places.size()];
                const std::int64_t handle = place;
                try {
                    const auto use = table_.acquire(handle);
                    EXPECT_EQ(use->number, 7);
                    if (i % 5 != seed) continue;
                    table_.close(handle);
                    ++closed;
                    place = table_.insert(std::make_unique<Tracked>());
                    EXPECT_EQ(use->number, 7);
                } catch (const Error& error) {
                    EXPECT_EQ(error.what(), numbered("model handle ", handle, " was closed"));
                }
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_GT(closed, 0);
    for (auto& place : places) table_.close(place);
}

}  // namespace
}  // namespace mish4j::test
