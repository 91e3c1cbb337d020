#include "engine/embedded/dialect/functions/families.h"

namespace tarn::engine::embedded {
namespace {

// https://trino.io/docs/476/functions/string.html
constexpr FunctionRule kRules[] = {
    {"chr", 1, 1, "tarn_chr"},
    {"codepoint", 1, 1, "tarn_codepoint"},
    {"concat", 2, kAny, "$|"},
    {"concat_ws", 2, kAny, "tarn_concat_ws"},
    {"starts_with", 2, 2, "starts_with"},
    {"format", 2, kAny, "tarn_format"},
    {"format_number", 1, 1, "tarn_format_number"},
    {"hamming_distance", 2, 2, "tarn_hamming_distance"},
    {"length", 1, 1, "tarn_length"},
    {"levenshtein_distance", 2, 2, "tarn_levenshtein_distance"},
    {"lower", 1, 1, "lower"},
    {"upper", 1, 1, "tarn_upper"},
    {"lpad", 3, 3, "tarn_lpad"},
    {"rpad", 3, 3, "tarn_rpad"},
    {"ltrim", 1, 1, "tarn_ltrim"},
    {"ltrim", 2, 2, "ltrim"},
    {"rtrim", 1, 1, "tarn_rtrim"},
    {"rtrim", 2, 2, "rtrim"},
    {"trim", 1, 1, "tarn_trim"},
    {"trim", 2, 2, "trim"},
    {"normalize", 2, 2, "tarn_normalize"},
    {"parse_data_size", 1, 1, "tarn_parse_data_size"},
    {"parse_presto_data_size", 1, 1, "tarn_parse_data_size"},
    {"position", 2, 2, "strpos($2, $1)"},
    {"replace", 2, 2, "tarn_replace($1, $2, '')"},
    {"replace", 3, 3, "tarn_replace"},
    {"reverse", 1, 1, "tarn_reverse_of"},
    {"soundex", 1, 1, "tarn_soundex"},
    {"split", 2, 2, "tarn_split"},
    {"split", 3, 3, "tarn_split_limit"},
    {"split_to_map", 3, 3, "tarn_split_to_map"},
    {"split_to_multimap", 3, 3, "tarn_split_to_multimap"},
    {"split_part", 3, 3, "tarn_split_part"},
    {"strpos", 2, 2, "strpos"},
    {"strpos", 3, 3, "tarn_strpos"},
    {"substr", 2, 2, "tarn_substr"},
    {"substr", 3, 3, "tarn_substr_for"},
    {"substring", 2, 2, "tarn_substr"},
    {"substring", 3, 3, "tarn_substr_for"},
    {"translate", 3, 3, "tarn_translate"},
    {"word_stem", 1, 1, "tarn_word_stem($1, 'en')"},
    {"word_stem", 2, 2, "tarn_word_stem"},
    {"to_utf8", 1, 1, "encode"},
    {"from_utf8", 1, 1, "tarn_from_utf8"},
    {"from_utf8", 2, 2, "tarn_from_utf8_with"},
    {"luhn_check", 1, 1, "tarn_luhn_check"},
};

}  // namespace

const std::span<const FunctionRule> kStringFunctions = kRules;

}  // namespace tarn::engine::embedded
