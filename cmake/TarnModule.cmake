# A folder of src/ is a module, a module is one static library `tarn_<name>`, its namespace is `tarn::<folder>`.
#
#   tarn_module(iceberg [OWN_HEADERS] DEPS avro store [LINK vendor::target ...] [LABELS peer ...])
#
# Sources are all *.cc below the folder, except those in tests/ and in subfolders that are modules themselves. Tests are
# tests/*_test.cc: one executable `tarn_<name>_tests`, registered with ctest as `unit.<name>`. tools/modules reads the same
# declarations and fails the build when an #include leaves DEPS or the graph has a cycle.
find_package(Threads REQUIRED)

# Half of an unoptimised compilation is reading the standard library: developers' builds (clang) read it once. The release
# build has none of this, so that a missing #include does not stay unseen. Where a module precompiles a header of its own,
# call target_precompile_headers after tarn_module(… OWN_HEADERS).
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND NOT TARN_FUZZ)
  set(TARN_PRECOMPILE ON)
  file(WRITE ${CMAKE_BINARY_DIR}/headers.cc "")
  set(headers <algorithm> <array> <atomic> <charconv> <chrono> <cmath> <condition_variable> <cstdint> <cstring> <filesystem>
      <fstream> <functional> <limits> <map> <memory> <mutex> <optional> <set> <string> <string_view> <thread> <unordered_map>
      <utility> <variant> <vector> <fmt/format.h> <fmt/ranges.h>)
  add_library(tarn_headers OBJECT ${CMAKE_BINARY_DIR}/headers.cc)
  target_precompile_headers(tarn_headers PRIVATE ${headers})
  if(TARN_TESTS)
    find_package(GTest REQUIRED)
    # Executables are compiled with -fPIE, which a precompiled header must have too.
    add_library(tarn_test_headers OBJECT ${CMAKE_BINARY_DIR}/headers.cc)
    set_target_properties(tarn_test_headers PROPERTIES POSITION_INDEPENDENT_CODE OFF)
    target_compile_options(tarn_test_headers PRIVATE -fPIE)
    target_link_libraries(tarn_test_headers PRIVATE GTest::gmock)
    target_precompile_headers(tarn_test_headers PRIVATE ${headers} <nlohmann/json.hpp> <gmock/gmock.h> <gtest/gtest.h>)
  endif()
endif()

function(tarn_module name)
  cmake_parse_arguments(ARG "OWN_HEADERS" "" "DEPS;LINK;TEST_DEPS;TEST_LINK" ${ARGN})
  string(REPLACE "/" "_" id ${name})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  list(FILTER sources EXCLUDE REGEX "/tests/")
  file(GLOB_RECURSE nested CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*/CMakeLists.txt)
  foreach(list_file IN LISTS nested)
    get_filename_component(folder ${list_file} DIRECTORY)
    list(FILTER sources EXCLUDE REGEX "^${folder}/")
  endforeach()

  set(deps "")
  foreach(dep IN LISTS ARG_DEPS)
    string(REPLACE "/" "_" dep_id ${dep})
    list(APPEND deps tarn_${dep_id})
  endforeach()
  if(NOT name STREQUAL "base")
    list(APPEND deps tarn_base)
  endif()

  if(sources)
    add_library(tarn_${id} STATIC ${sources})
    target_include_directories(tarn_${id} PUBLIC ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(tarn_${id} PUBLIC ${deps} ${ARG_LINK} Threads::Threads)
    if(TARN_PRECOMPILE AND NOT ARG_OWN_HEADERS)
      target_precompile_headers(tarn_${id} REUSE_FROM tarn_headers)
    endif()
  else()
    add_library(tarn_${id} INTERFACE)
    target_include_directories(tarn_${id} INTERFACE ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(tarn_${id} INTERFACE ${deps} ${ARG_LINK} Threads::Threads)
  endif()

  if(TARN_TESTS)
    file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/tests/*.cc)
    if(tests)
      find_package(GTest REQUIRED)
      set(test_deps "")
      foreach(dep IN LISTS ARG_TEST_DEPS)
        string(REPLACE "/" "_" dep_id ${dep})
        list(APPEND test_deps tarn_${dep_id})
      endforeach()
      add_executable(tarn_${id}_tests ${tests})
      target_link_libraries(tarn_${id}_tests PRIVATE tarn_${id} ${test_deps} ${ARG_TEST_LINK} GTest::gmock GTest::gtest_main)
      target_compile_definitions(tarn_${id}_tests PRIVATE TARN_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
                                                          TARN_BINARY_DIR="${CMAKE_BINARY_DIR}")
      if(TARN_PRECOMPILE)
        target_precompile_headers(tarn_${id}_tests REUSE_FROM tarn_test_headers)
      endif()
      add_test(NAME unit.${name} COMMAND tarn_${id}_tests)
      set_tests_properties(unit.${name} PROPERTIES LABELS unit TIMEOUT 600)
      if(TARN_TSAN)
        set_tests_properties(unit.${name} PROPERTIES ENVIRONMENT
                             "TSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/tsan.suppressions second_deadlock_stack=1")
      endif()
    endif()
  endif()
endfunction()
