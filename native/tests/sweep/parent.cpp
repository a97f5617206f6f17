// SPDX-License-Identifier: Apache-2.0
#include "parent.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <stdexcept>

#include "child.hpp"
#include "tally.hpp"

namespace mish4j::sweep {

namespace {

struct Combination {
    std::string primitive;
    std::string type;
    std::string isa;

    std::string text() const { return primitive + ' ' + type + ' ' + isa; }
};

// Of a child process: its standard output.
struct Child {
    pid_t process;
    FILE* output;
};

Child start(const Options& options, const Combination& combination, std::int64_t first, std::int64_t count) {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("no pipe for a child process");
    const pid_t process = fork();
    if (process < 0) throw std::runtime_error("no child process");
    if (process > 0) {
        close(ends[1]);
        return {process, fdopen(ends[0], "r")};
    }
    dup2(ends[1], STDOUT_FILENO);
    close(ends[0]);
    close(ends[1]);
    if (combination.isa != "DEFAULT") setenv("ONEDNN_MAX_CPU_ISA", combination.isa.c_str(), 1);
    setenv("OMP_WAIT_POLICY", "passive", 1);
    const std::string first_text = std::to_string(first);
    const std::string count_text = std::to_string(count);
    const std::string seed_text = std::to_string(options.seed);
    execl("/proc/self/exe", "mish4j_onednn_sweep", "--child", "--primitive", combination.primitive.c_str(), "--type",
          combination.type.c_str(), "--first", first_text.c_str(), "--count", count_text.c_str(), "--seed",
          seed_text.c_str(), options.known_defects ? "--known-defects" : nullptr, nullptr);
    _exit(127);
}

std::string ending_of(pid_t process) {
    int status = 0;
    waitpid(process, &status, 0);
    if (WIFSIGNALED(status)) return WTERMSIG(status) == SIGALRM ? "did not end" : strsignal(WTERMSIG(status));
    return WEXITSTATUS(status) == 0 ? "" : "exit " + std::to_string(WEXITSTATUS(status));
}

// Adds what a child's lines say. Gives the case at hand when they ended; its number is -1 where it was finished.
RunningCase follow(FILE* output, Tally& tally, std::int64_t& next) {
    RunningCase running;
    char* buffer = nullptr;
    std::size_t capacity = 0;
    while (getline(&buffer, &capacity, output) > 0) {
        std::istringstream line(buffer);
        std::string word;
        std::string number;
        std::string rest;
        std::getline(line, word, '\t');
        std::getline(line, number, '\t');
        std::getline(line, rest, '\n');
        if (word == case_word) {
            const std::size_t tab = rest.find('\t');
            running = {std::stoll(number), rest.substr(0, tab), rest.substr(tab + 1)};
        } else if (word == verdict_word) {
            tally.add(running, rest);
            next = std::stoll(number) + 1;
            running = {};
        }
    }
    std::free(buffer);
    return running;
}

Tally sweep(const Options& options, const Combination& combination) {
    Tally tally;
    const std::int64_t end = options.first + options.count;
    for (std::int64_t next = options.first; next < end;) {
        const Child child = start(options, combination, next, end - next);
        RunningCase running = follow(child.output, tally, next);
        std::fclose(child.output);
        const std::string ending = ending_of(child.process);
        if (ending.empty()) break;
        tally.add(running, ending);
        ++next;
    }
    return tally;
}

}  // namespace

int run_parent(const Options& options) {
    std::ostringstream failures;
    bool failed = false;
    for (const std::string& primitive : options.primitives) {
        for (const std::string& type : options.types) {
            for (const std::string& isa : options.isas) {
                const Combination combination{primitive, type, isa};
                const Tally tally = sweep(options, combination);
                std::cout << std::left << std::setw(40) << combination.text();
                tally.print_counts(std::cout);
                tally.print_failures(std::cout, "  " + combination.text());
                std::cout << std::flush;
                tally.print_failures(failures, combination.text());
                failed = failed || tally.has_failures();
            }
        }
    }
    std::cout << "\nfailures:\n" << (failed ? failures.str() : "none\n");
    return failed ? 1 : 0;
}

}  // namespace mish4j::sweep
