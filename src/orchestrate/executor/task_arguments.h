#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "orchestrate/dags/dag.h"
#include "orchestrate/executor/template.h"

namespace tarn::orchestrate {

// A task's `with`, read strictly and with its templates rendered. Every error is kInvalidArgument
// with FILE:LINE:COLUMN. A key that is absent reads as nullopt or empty. Not thread safe.
class TaskArguments {
 public:
  // `task` must outlive this.
  TaskArguments(const TaskDefinition& task, TemplateValues values)
      : task_(task), values_(std::move(values)) {}

  // Throws for a key outside `keys`.
  void CheckKeys(const std::vector<std::string>& keys) const;
  bool Has(const std::string& key) const;
  std::optional<std::string> String(const std::string& key) const;
  // Throws when the key is missing.
  std::string RequiredString(const std::string& key) const;
  std::optional<bool> Bool(const std::string& key) const;
  std::optional<int64_t> Int(const std::string& key, int64_t min, int64_t max) const;
  std::optional<double> Number(const std::string& key, double min, double max) const;
  // A list of texts, or one text.
  std::vector<std::string> Strings(const std::string& key) const;
  std::map<std::string, std::string> Map(const std::string& key) const;
  // A map key as JSON text ("{}" when absent), for what takes structured values.
  std::string Json(const std::string& key) const;
  // Throws an error at the place of `key`, or of the task when it is absent.
  [[noreturn]] void Fail(const std::string& key, const std::string& message,
                         const std::string& hint = {}) const;

 private:
  std::optional<base::YamlReader> Find(const std::string& key) const;
  std::string Render(const base::YamlReader& yaml) const;
  std::string ToJson(const base::YamlReader& yaml, int depth) const;

  const TaskDefinition& task_;
  TemplateValues values_;
};

}  // namespace tarn::orchestrate
