# Finds DuckDB: DuckDB_ROOT first, then what deps/install unpacked. Defines the imported target DuckDB::duckdb.
# There is no ABI across patch releases: headers and library must be of the same release (checked at start by SourceID).
find_library(DuckDB_LIBRARY duckdb HINTS ${DuckDB_ROOT}/lib ${CMAKE_SOURCE_DIR}/deps/duckdb/lib REQUIRED)
find_path(DuckDB_INCLUDE_DIR duckdb.hpp HINTS ${DuckDB_ROOT}/include ${CMAKE_SOURCE_DIR}/deps/duckdb/include REQUIRED)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(DuckDB REQUIRED_VARS DuckDB_LIBRARY DuckDB_INCLUDE_DIR)
if(NOT TARGET DuckDB::duckdb)
  add_library(DuckDB::duckdb SHARED IMPORTED GLOBAL)
  set_target_properties(DuckDB::duckdb PROPERTIES
    IMPORTED_LOCATION ${DuckDB_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES
      "${DuckDB_INCLUDE_DIR};${CMAKE_SOURCE_DIR}/deps/duckdb/third_party/utf8proc/include")
endif()
