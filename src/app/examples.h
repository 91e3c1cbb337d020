#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tarn::app {

// A file of an example lake, embedded into the program when it was built.
struct ExampleFile {
  std::string_view example;  // "ecommerce"
  std::string_view path;     // "dags/ecommerce_dag_pipeline.yaml"
  std::string_view content;
};

// Every file of every example (made by cmake/embed_examples.cmake).
const std::vector<ExampleFile>& ExampleFiles();
std::vector<std::string> ExampleNames();

}  // namespace tarn::app
