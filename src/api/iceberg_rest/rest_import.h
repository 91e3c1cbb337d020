#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/cancel.h"
#include "catalog/catalog.h"

namespace tarn::api::iceberg_rest {

// What a GET below the API's address gives, e.g. of "/v1/config". Throws kNotFound for a status of
// 404.
using FetchPath = std::function<std::string(const std::string& path)>;

struct RestImportOptions {
  std::string warehouse = {};   // of the other catalog; empty: its default
  std::string branch = "main";  // to put everything on
  std::string author = {};
  std::string source = {};  // for the commit's message
  base::CancelToken cancel = {};
};

struct RestImportReport {
  uint64_t namespaces = 0;
  uint64_t tables = 0;
  uint64_t views = 0;
};

// Takes over what any Iceberg REST catalog has, as one commit: namespaces with their properties,
// tables by their metadata files (with all their snapshots; files stay where they are and must be
// within reach of this lake's store), views by their metadata, written anew. Namespaces that are
// there already get properties on top.
//
// Errors: those of `fetch`; kAlreadyExists for a table or view whose name is taken (nothing is
// changed); kNotFound for a metadata file that is not within reach; kUnavailable for answers that
// are no REST catalog's; kUnsupported for names that this catalog cannot have; kResourceExhausted
// for more than 100,000 tables and views; kCancelled.
RestImportReport ImportFromRest(catalog::Catalog& catalog, const FetchPath& fetch,
                                const RestImportOptions& options);

}  // namespace tarn::api::iceberg_rest
