#include "jinja/token.h"

namespace tarn::jinja {

std::string_view DescribeType(TokenType type) {
  switch (type) {
    case TokenType::kData: return "template data / text";
    case TokenType::kVariableBegin: return "begin of print statement";
    case TokenType::kVariableEnd: return "end of print statement";
    case TokenType::kBlockBegin: return "begin of statement block";
    case TokenType::kBlockEnd: return "end of statement block";
    case TokenType::kName: return "name";
    case TokenType::kString: return "string";
    case TokenType::kInteger: return "integer";
    case TokenType::kFloat: return "float";
    case TokenType::kAdd: return "+";
    case TokenType::kAssign: return "=";
    case TokenType::kColon: return ":";
    case TokenType::kComma: return ",";
    case TokenType::kDiv: return "/";
    case TokenType::kDot: return ".";
    case TokenType::kEq: return "==";
    case TokenType::kFloorDiv: return "//";
    case TokenType::kGt: return ">";
    case TokenType::kGtEq: return ">=";
    case TokenType::kLBrace: return "{";
    case TokenType::kLBracket: return "[";
    case TokenType::kLParen: return "(";
    case TokenType::kLt: return "<";
    case TokenType::kLtEq: return "<=";
    case TokenType::kMod: return "%";
    case TokenType::kMul: return "*";
    case TokenType::kNe: return "!=";
    case TokenType::kPipe: return "|";
    case TokenType::kPow: return "**";
    case TokenType::kRBrace: return "}";
    case TokenType::kRBracket: return "]";
    case TokenType::kRParen: return ")";
    case TokenType::kSemicolon: return ";";
    case TokenType::kSub: return "-";
    case TokenType::kTilde: return "~";
    case TokenType::kEof: return "end of template";
    case TokenType::kError: return "error";
  }
  return "token";
}

std::string Describe(const Token& token) {
  return token.type == TokenType::kName ? token.text : std::string(DescribeType(token.type));
}

}  // namespace tarn::jinja
