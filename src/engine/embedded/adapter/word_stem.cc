#include "engine/embedded/adapter/word_stem.h"

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include <libstemmer.h>

#include "duckdb/main/extension/extension_loader.hpp"
#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/scalar_kernels.h"

namespace tarn::engine::embedded {
namespace {

// Trino's languages (io.trino.operator.scalar.WordStemFunction), and Snowball's names of them.
struct Language {
  std::string_view code;
  const char* algorithm;
};
constexpr std::array kLanguages = {
    Language{"ca", "catalan"},    Language{"da", "danish"},   Language{"de", "german"},
    Language{"en", "english"},    Language{"es", "spanish"},  Language{"eu", "basque"},
    Language{"fi", "finnish"},    Language{"fr", "french"},   Language{"hu", "hungarian"},
    Language{"hy", "armenian"},   Language{"ir", "irish"},    Language{"it", "italian"},
    Language{"lt", "lithuanian"}, Language{"nl", "dutch"},    Language{"no", "norwegian"},
    Language{"pt", "portuguese"}, Language{"ro", "romanian"}, Language{"ru", "russian"},
    Language{"sv", "swedish"},    Language{"tr", "turkish"},
};

using Stemmer = std::unique_ptr<sb_stemmer, decltype(&sb_stemmer_delete)>;

// A stemmer has the word that it works on: each thread has its own, made when it is first needed.
sb_stemmer* StemmerOf(size_t language) {
  thread_local std::vector<Stemmer> stemmers;
  if (stemmers.empty()) {
    for (size_t i = 0; i < kLanguages.size(); ++i)
      stemmers.emplace_back(nullptr, &sb_stemmer_delete);
  }
  Stemmer& stemmer = stemmers[language];
  if (!stemmer) stemmer.reset(sb_stemmer_new(kLanguages[language].algorithm, "UTF_8"));
  if (!stemmer) throw std::bad_alloc();
  return stemmer.get();
}

duckdb::Value Stem(const std::vector<duckdb::Value>& values) {
  const std::string& language = duckdb::StringValue::Get(values[1]);
  auto stem = WordStem(duckdb::StringValue::Get(values[0]), language);
  if (!stem) InvalidFunctionArgument("word_stem", "Unknown stemmer language: " + language);
  return duckdb::Value(std::move(*stem));
}

}  // namespace

std::optional<std::string> WordStem(std::string_view word, std::string_view language) {
  const auto* known = std::ranges::find(kLanguages, language, &Language::code);
  if (known == kLanguages.end()) return std::nullopt;
  if (word.size() > static_cast<size_t>(std::numeric_limits<int>::max())) return std::string(word);
  sb_stemmer* stemmer = StemmerOf(static_cast<size_t>(known - kLanguages.begin()));
  const sb_symbol* stem = sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(word.data()),
                                          static_cast<int>(word.size()));
  if (stem == nullptr) throw std::bad_alloc();
  return std::string(reinterpret_cast<const char*>(stem),
                     static_cast<size_t>(sb_stemmer_length(stemmer)));
}

void RegisterWordStem(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  RegisterScalar(loader, "tarn_word_stem",
                 {duckdb::LogicalType::VARCHAR, duckdb::LogicalType::VARCHAR},
                 duckdb::LogicalType::VARCHAR, RowKernel(Stem));
}

}  // namespace tarn::engine::embedded
