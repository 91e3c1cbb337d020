#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// The stem of a word by Snowball's algorithm for a language, which is named as Trino's word_stem
// names it ("en", "ir" for Irish); nullopt for a language that has none there. Words are taken as
// they are: the algorithms know small letters only. Thread safe.
std::optional<std::string> WordStem(std::string_view word, std::string_view language);

// tarn_word_stem(word, language). kInvalidArgument for a language without a stemmer.
void RegisterWordStem(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
