#include "tpch/text_pool.h"

#include <algorithm>
#include <cstring>

#include "tpch/distributions.h"

namespace tarn::tpch {
namespace {

constexpr int64_t kSeed = 933588178;
constexpr size_t kMaxSentence = 1024;  // far above any

// A distribution with a word for each number that may be drawn.
class Words {
 public:
  explicit Words(const Distribution& distribution) {
    for (const Weighted& value : distribution.values()) {
      words_.insert(words_.end(), static_cast<size_t>(value.weight), value.value);
    }
  }
  std::string_view Next(Random& random) const {
    return words_[static_cast<size_t>(random.Next(0, static_cast<int>(words_.size()) - 1))];
  }

 private:
  std::vector<std::string_view> words_;
};

// Writes sentence after sentence.
class Writer {
 public:
  explicit Writer(int64_t seed) : random_(seed, 1) {}

  int64_t seed() const { return random_.seed(); }
  // The next sentence with the blank behind it; valid until the next call.
  std::string_view Sentence() {
    end_ = 0;
    const std::string_view syntax = sentences_.Next(random_);
    for (size_t i = 0; i < syntax.size(); i += 2) {
      switch (syntax[i]) {
        case 'V': VerbPhrase(); break;
        case 'N': NounPhrase(); break;
        case 'P':
          Append(prepositions_.Next(random_));
          Append(" the ");
          NounPhrase();
          break;
        default:  // the end stands at the last word
          --end_;
          Append(terminators_.Next(random_));
      }
      if (text_[end_ - 1] != ' ') Append(" ");
    }
    return {text_.data(), end_};
  }

 private:
  void Append(std::string_view word) {
    std::memcpy(text_.data() + end_, word.data(), word.size());
    end_ += word.size();
  }
  void Word(const Words& words) {
    Append(words.Next(random_));
    text_[end_++] = ' ';
  }
  void VerbPhrase() {
    for (const char kind : verb_phrases_.Next(random_)) {
      if (kind == 'D') Word(adverbs_);
      if (kind == 'V') Word(verbs_);
      if (kind == 'X') Word(auxiliaries_);
    }
  }
  void NounPhrase() {
    for (const char kind : noun_phrases_.Next(random_)) {
      if (kind == 'J') Word(adjectives_);
      if (kind == 'D') Word(adverbs_);
      if (kind == 'N') Word(nouns_);
      if (kind == ',') {
        --end_;
        Append(", ");
      }
    }
  }

  const Words sentences_{kSentences}, noun_phrases_{kNounPhrases}, verb_phrases_{kVerbPhrases},
      nouns_{kNouns}, verbs_{kVerbs}, adjectives_{kAdjectives}, adverbs_{kAdverbs},
      auxiliaries_{kAuxiliaries}, prepositions_{kPrepositions}, terminators_{kTerminators};
  Random random_;
  std::array<char, kMaxSentence> text_{};
  size_t end_ = 0;
};

}  // namespace

TextPool::TextPool() : bytes_(new char[kBytes]) {}

size_t TextPool::segments_made() const {
  return static_cast<size_t>(
      std::count_if(made_.begin(), made_.end(), [](const auto& made) { return made.load(); }));
}

void TextPool::Make(size_t segment) {
  std::lock_guard lock(locks_[segment % kLocks]);
  if (made_[segment].load(std::memory_order_relaxed)) return;
  char* const begin = bytes_.get() + segment * kSegmentBytes;
  const Checkpoint& start = kCheckpoints[segment];
  Writer writer(start.seed);
  std::string_view sentence = writer.Sentence().substr(start.before);
  for (size_t done = 0; done < kSegmentBytes; sentence = writer.Sentence()) {
    const size_t count = std::min(sentence.size(), kSegmentBytes - done);
    std::memcpy(begin + done, sentence.data(), count);
    done += count;
  }
  made_[segment].store(true, std::memory_order_release);
}

std::vector<TextPool::Checkpoint> TextPool::ComputeCheckpoints() {
  std::vector<Checkpoint> checkpoints;
  Writer writer(kSeed);
  size_t end = 0;
  while (checkpoints.size() < kSegments) {
    const int64_t seed = writer.seed();
    const size_t begin = end;
    end += writer.Sentence().size();
    const size_t next = checkpoints.size() * kSegmentBytes;
    if (next < end) {
      checkpoints.push_back({static_cast<uint32_t>(seed), static_cast<uint16_t>(next - begin)});
    }
  }
  return checkpoints;
}

}  // namespace tarn::tpch
