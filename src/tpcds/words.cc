#include "tpcds/words.h"

namespace tarn::tpcds {
namespace {

// A sentence by one of the forms: letters stand for words of a kind.
std::string RandomSentence(Random& random) {
  const Distributions& words = AllDistributions();
  std::string sentence;
  for (const char c : words.sentences.PickText(random)) {
    switch (c) {
      case 'N': sentence += words.nouns.PickText(random); break;
      case 'V': sentence += words.verbs.PickText(random); break;
      case 'J': sentence += words.adjectives.PickText(random); break;
      case 'D': sentence += words.adverbs.PickText(random); break;
      case 'X': sentence += words.auxiliaries.PickText(random); break;
      case 'P': sentence += words.prepositions.PickText(random); break;
      case 'A': sentence += words.articles.PickText(random); break;
      case 'T': sentence += words.terminators.PickText(random); break;
      default: sentence += c;
    }
  }
  return sentence;
}

}  // namespace

std::string BusinessKey(int64_t row) {
  std::string key;
  for (const int64_t half : {row >> 32, row}) {
    for (int i = 0; i < 8; ++i) key += static_cast<char>('A' + (half >> (4 * i) & 0xF));
  }
  return key;
}

std::string RandomText(int64_t min_length, int64_t max_length, Random& random) {
  std::string text;
  bool begins_sentence = true;
  int64_t left = random.Uniform(min_length, max_length);
  while (left > 0) {
    std::string sentence = RandomSentence(random);
    char& first = sentence.front();
    if (begins_sentence && first >= 'a' && first <= 'z')
      first = static_cast<char>(first - 'a' + 'A');
    begins_sentence = sentence.back() == '.';
    const auto length = static_cast<int64_t>(sentence.size());
    if (left < length) sentence.resize(static_cast<size_t>(left));
    left -= length;
    text += sentence;
    if (left > 0) {
      text += ' ';
      --left;
    }
  }
  return text;
}

std::string RandomCharacters(std::string_view set, int64_t min_length, int64_t max_length,
                             Random& random) {
  std::string characters;
  const int64_t length = random.Uniform(min_length, max_length);
  for (int64_t i = 0; i < max_length; ++i) {
    const int64_t at = random.Uniform(0, static_cast<int64_t>(set.size()) - 1);
    if (i < length) characters += set[static_cast<size_t>(at)];
  }
  return characters;
}

std::string RandomEmail(std::string_view first_name, std::string_view last_name, Random& random) {
  const std::string_view domain = AllDistributions().top_domains.PickText(random);
  const auto length = static_cast<size_t>(random.Uniform(10, 20));
  const std::string company = RandomCharacters(kLettersAndDigits, 1, 20, random).substr(0, length);
  std::string email(first_name);
  return email.append(".").append(last_name).append("@").append(company).append(".").append(domain);
}

std::string RandomManager(Random& random) {
  std::string name(AllDistributions().first_names.PickText(random, kMaleNames));
  return name.append(" ").append(AllDistributions().last_names.PickText(random));
}

std::string Word(int64_t number, size_t max_length, const Distribution& syllables) {
  const auto size = static_cast<int64_t>(syllables.size());
  std::string word;
  for (; number > 0; number /= size) {
    const std::string_view syllable = syllables.Text(static_cast<size_t>(number % size));
    if (word.size() + syllable.size() > max_length) break;
    word += syllable;
  }
  return word;
}

}  // namespace tarn::tpcds
