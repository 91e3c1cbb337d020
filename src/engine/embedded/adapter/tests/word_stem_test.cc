#include "engine/embedded/adapter/word_stem.h"

#include <thread>

#include <gtest/gtest.h>

namespace tarn::engine::embedded {
namespace {

TEST(WordStemTest, LanguagesHaveTrinosCodes) {
  EXPECT_EQ(WordStem("running", "en"), "run");
  EXPECT_EQ(WordStem("laufen", "de"), "lauf");
  EXPECT_EQ(WordStem("бегающий", "ru"), "бега");
  EXPECT_EQ(WordStem("", "en"), "");
  for (const char* code : {"ca", "da", "de", "en", "es", "eu", "fi", "fr", "hu", "hy",
                           "ir", "it", "lt", "nl", "no", "pt", "ro", "ru", "sv", "tr"}) {
    EXPECT_EQ(WordStem("x", code), "x") << code;
  }
  for (const char* code : {"", "EN", "ga", "english", "ar"}) {
    EXPECT_EQ(WordStem("x", code), std::nullopt) << code;
  }
}

TEST(WordStemTest, ThreadsHaveTheirOwn) {
  std::vector<std::jthread> threads;
  for (const char* word : {"running", "walking"}) {
    threads.emplace_back([word] {
      const std::string stem(word, 4);
      for (int i = 0; i < 1000; ++i) {
        const auto found = WordStem(word, "en");
        ASSERT_TRUE(found);
        ASSERT_EQ(*found, stem == "runn" ? "run" : "walk");
      }
    });
  }
}

}  // namespace
}  // namespace tarn::engine::embedded
