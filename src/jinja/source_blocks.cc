#include <algorithm>

#include "base/error.h"
#include "jinja/analysis.h"
#include "jinja/diagnostics.h"

namespace tarn::jinja {
namespace {

bool IsBlank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool IsWordByte(char c) {
  return c == '_' || std::isalnum(static_cast<unsigned char>(c)) || (c & 0x80);
}

// Finds {% tag name … %} without understanding what is between them.
class TagScanner {
 public:
  TagScanner(std::string_view text, std::string_view name) : text_(text), name_(name) {}

  struct Tag {
    std::string word;
    std::string argument;  // the name behind it
    size_t begin, end;     // with {% and %}
  };

  // The next {% %} tag; nothing at the end. Skips comments, raw blocks and {{ }}.
  std::optional<Tag> Next() {
    for (;;) {
      const size_t at = text_.find('{', position_);
      if (at == std::string_view::npos || at + 1 >= text_.size()) return std::nullopt;
      const char kind = text_[at + 1];
      if (kind == '#') {
        const size_t end = text_.find("#}", at + 2);
        if (end == std::string_view::npos) Fail(at, "Missing end of comment tag");
        position_ = end + 2;
      } else if (kind == '{') {
        // A stray {{ in prose is no reason to fail: then only the braces are skipped.
        size_t end = End(at + 2, "}}");
        if (text_.substr(at, end - at).find("{%") != std::string_view::npos)
          end = std::string_view::npos;
        position_ = end == std::string_view::npos ? at + 2 : end;
      } else if (kind == '%') {
        const size_t end = End(at + 2, "%}");
        if (end == std::string_view::npos)
          Fail(at, "unexpected end of template, expected 'end of statement block'.");
        Tag tag = Read(at, end);
        position_ = end;
        if (tag.word != "raw") return tag;
        SkipRaw(at);
      } else {
        position_ = at + 1;
      }
    }
  }

  [[noreturn]] void Fail(size_t at, std::string_view message, std::string hint = {}) const {
    const Location location = LocationOf(at);
    const size_t begin = at - (location.column - 1);
    const std::string_view line = text_.substr(begin, text_.substr(begin).find('\n'));
    throw LocatedError(base::ErrorKind::kInvalidArgument,
                       DescribePlace(name_, line, location, message), std::move(hint));
  }

  Location LocationOf(size_t at) const {
    const std::string_view before = text_.substr(0, at);
    const size_t newline = before.rfind('\n');
    return {static_cast<uint32_t>(std::count(before.begin(), before.end(), '\n') + 1),
            static_cast<uint32_t>(newline == std::string_view::npos ? at + 1 : at - newline)};
  }

 private:
  // Behind the closing marker, which strings may contain.
  size_t End(size_t p, std::string_view marker) const {
    for (; p < text_.size(); ++p) {
      const char c = text_[p];
      if (c == '\'' || c == '"') {
        size_t end = p + 1;
        while (end < text_.size() && text_[end] != c) end += text_[end] == '\\' ? 2 : 1;
        // An apostrophe in prose ends on no line.
        if (end >= text_.size() || text_.substr(p, end - p).find('\n') != std::string_view::npos)
          continue;
        p = end;
      } else if (text_.substr(p, marker.size()) == marker) {
        return p + marker.size();
      }
    }
    return std::string_view::npos;
  }

  Tag Read(size_t begin, size_t end) const {
    size_t p = begin + 2;
    const auto skip = [&] {
      while (p < end &&
             (IsBlank(text_[p]) || (p == begin + 2 && (text_[p] == '-' || text_[p] == '+'))))
        ++p;
    };
    const auto word = [&] {
      skip();
      const size_t start = p;
      while (p < end && IsWordByte(text_[p])) ++p;
      return std::string(text_.substr(start, p - start));
    };
    Tag tag{word(), {}, begin, end};
    tag.argument = word();
    return tag;
  }

  void SkipRaw(size_t at) {
    for (size_t p = position_; (p = text_.find("{%", p)) != std::string_view::npos; p += 2) {
      const size_t end = text_.find("%}", p);
      if (end == std::string_view::npos) break;
      if (Read(p, end + 2).word != "endraw") continue;
      position_ = end + 2;
      return;
    }
    Fail(at, "Missing end of raw directive");
  }

  std::string_view text_;
  std::string_view name_;
  size_t position_ = 0;
};

}  // namespace

std::vector<SourceBlock> ExtractBlocks(std::string_view text, std::string_view name,
                                       const std::vector<std::string>& types) {
  const auto is_type = [&](std::string_view word) {
    return std::find(types.begin(), types.end(), word) != types.end();
  };
  TagScanner scanner(text, name);
  std::vector<SourceBlock> blocks;
  std::optional<SourceBlock> open;
  while (const auto tag = scanner.Next()) {
    if (is_type(tag->word)) {
      if (open)
        scanner.Fail(tag->begin,
                     fmt::format("a {} block cannot start within the {} block '{}'", tag->word,
                                 open->type, open->name),
                     fmt::format("close it first: {{% end{} %}}", open->type));
      if (tag->argument.empty())
        scanner.Fail(tag->begin, fmt::format("a {} block needs a name", tag->word));
      open = SourceBlock{
          tag->word, tag->argument, scanner.LocationOf(tag->begin), tag->begin, 0, tag->end, 0};
    } else if (tag->word.starts_with("end") && is_type(tag->word.substr(3))) {
      if (!open)
        scanner.Fail(tag->begin, fmt::format("{} without a block that it ends", tag->word));
      if (tag->word.substr(3) != open->type)
        scanner.Fail(tag->begin, fmt::format("expected end{} for the block '{}', got {}",
                                             open->type, open->name, tag->word));
      open->body_end = tag->begin;
      open->end = tag->end;
      blocks.push_back(std::move(*open));
      open.reset();
    }
  }
  if (open)
    scanner.Fail(open->begin,
                 fmt::format("the {} block '{}' is never closed", open->type, open->name),
                 fmt::format("add {{% end{} %}}", open->type));
  return blocks;
}

}  // namespace tarn::jinja
