#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tpcds/distributions.h"

namespace tarn::tpcds {

inline constexpr std::string_view kLettersAndDigits =  // without w
    "abcdefghijklmnopqrstuvxyzABCDEFGHIJKLMNOPQRSTUVXYZ0123456789";
inline constexpr std::string_view kDigits = "0123456789";

// "AAAAAAAABAAAAAAA": the key of a row in sixteen letters.
std::string BusinessKey(int64_t row);

// Sentences, cut to a random length.
std::string RandomText(int64_t min_length, int64_t max_length, Random& random);
// Characters of a set; takes 1 + max_length values.
std::string RandomCharacters(std::string_view set, int64_t min_length, int64_t max_length,
                             Random& random);
std::string RandomEmail(std::string_view first_name, std::string_view last_name, Random& random);
// "John Smith", as managers are called.
std::string RandomManager(Random& random);

// A number in syllables, the lowest digit first, cut before the first that does not fit.
std::string Word(int64_t number, size_t max_length, const Distribution& syllables);

}  // namespace tarn::tpcds
