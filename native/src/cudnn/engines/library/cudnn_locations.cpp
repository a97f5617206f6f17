// SPDX-License-Identifier: Apache-2.0
#include "cudnn_locations.hpp"

#include <link.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>
#include <system_error>

namespace mish4j::cudnn {

namespace {

namespace fs = std::filesystem;

constexpr const char* system_folders[] = {
    "/usr/lib/x86_64-linux-gnu", "/usr/lib64",     "/usr/lib",        "/usr/local/cuda/lib64",
    "/usr/local/cudnn/lib",      "/usr/local/lib", "/opt/cuda/lib64",
};

// The folders of Python's versions in a folder: python3, python3.11 ...
std::vector<fs::path> python_folders(const fs::path& parent) {
    std::vector<fs::path> found;
    std::error_code error;
    for (fs::directory_iterator entry(parent, error), end; !error && entry != end; entry.increment(error)) {
        if (entry->path().filename().string().starts_with("python3")) found.push_back(entry->path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<fs::path> package_folders() {
    std::vector<fs::path> prefixes;
    for (const char* name : {"VIRTUAL_ENV", "CONDA_PREFIX"}) {
        if (const char* prefix = std::getenv(name)) prefixes.emplace_back(prefix);
    }
    if (const char* home = std::getenv("HOME")) prefixes.push_back(fs::path(home) / ".local");
    prefixes.emplace_back("/usr/local");
    prefixes.emplace_back("/usr");
    std::vector<fs::path> folders;
    for (const fs::path& prefix : prefixes) {
        for (const char* lib : {"lib", "lib64"}) {
            for (const fs::path& python : python_folders(prefix / lib)) {
                for (const char* packages : {"site-packages", "dist-packages"})
                    folders.push_back(python / packages / "nvidia" / "cudnn" / "lib");
            }
        }
    }
    return folders;
}

}  // namespace

fs::path in_its_folder(const fs::path& file) {
    std::error_code error;
    const fs::path folder = fs::canonical(file.parent_path(), error);
    return error ? file : folder / file.filename();
}

std::vector<fs::path> folders_with_cudnn() {
    std::vector<fs::path> folders(std::begin(system_folders), std::end(system_folders));
    for (fs::path& folder : package_folders()) folders.push_back(std::move(folder));
    std::erase_if(folders, [](const fs::path& folder) {
        std::error_code error;
        return !fs::exists(folder / cudnn_file_name, error);
    });
    return folders;
}

std::vector<fs::path> loaded_cudnn_files() {
    std::vector<std::string> names;
    const auto visit = [](dl_phdr_info* info, std::size_t, void* data) {
        const std::string_view path = info->dlpi_name != nullptr ? info->dlpi_name : "";
        const std::string_view name = path.substr(path.rfind('/') + 1);
        if (name.starts_with("libcudnn")) static_cast<std::vector<std::string>*>(data)->emplace_back(path);
        return 0;
    };
    dl_iterate_phdr(visit, &names);
    std::vector<fs::path> files;
    for (const std::string& name : names) files.push_back(in_its_folder(name));
    return files;
}

}  // namespace mish4j::cudnn
