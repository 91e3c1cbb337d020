#include "api/iceberg_rest/rest_import.h"

#include <algorithm>
#include <set>
#include <vector>

#include "base/error.h"
#include "http/target.h"
#include "iceberg/json/model_json.h"
#include "iceberg/view_metadata.h"
#include "iceberg/view_metadata_json.h"

namespace tarn::api::iceberg_rest {
namespace {

using base::ErrorKind;
namespace json = iceberg::json;

constexpr size_t kMaxContents = 100'000;
constexpr size_t kMaxNamespaces = 100'000;
constexpr const char* kLevelSeparator = "%1F";

class RestImport {
 public:
  RestImport(catalog::Catalog& catalog, const FetchPath& fetch, const RestImportOptions& options)
      : catalog_(catalog), fetch_(fetch), options_(options) {}

  RestImportReport Run() {
    ReadConfig();
    const auto here = catalog_.Snapshot(options_.branch);
    // Breadth first: a namespace comes before what is in it.
    std::vector<catalog::Namespace> namespaces = {{}};
    for (size_t i = 0; i < namespaces.size(); ++i) {
      const catalog::Namespace ns = namespaces[i];
      if (!ns.empty()) TakeNamespace(*here, ns);
      for (catalog::Namespace& child : ListNamespaces(ns)) {
        namespaces.push_back(std::move(child));
        if (namespaces.size() > kMaxNamespaces) ThrowTooMany("namespaces", kMaxNamespaces);
      }
    }
    if (changes_.empty()) return report_;
    // Nothing sweeps the files away before the commit names them.
    const auto lock = catalog_.LockForAdoption();
    catalog_.Commit(options_.branch, changes_,
                    {.message = "import from " + options_.source, .author = options_.author});
    return report_;
  }

 private:
  [[noreturn]] static void ThrowTooMany(const char* what, size_t most) {
    base::Throw(ErrorKind::kResourceExhausted, "the other catalog has more {} than: {}", what,
                most);
  }

  // The answer to a path, read by `parse`.
  template <typename Parse>
  auto Get(const std::string& path, Parse&& parse) const {
    options_.cancel.Check();
    const std::string text = fetch_(path);
    return json::ParseDocument(
        text, ErrorKind::kUnavailable, "answer to " + path,
        [&](const json::Value& root) { return parse(json::AsObject(root)); });
  }

  void ReadConfig() {
    const std::string warehouse =
        options_.warehouse.empty() ? "" : "?warehouse=" + http::PercentEncode(options_.warehouse);
    const std::string prefix = Get("/v1/config" + warehouse, [](const json::Object& config) {
      const auto own = [&](const char* member) {
        auto map = json::GetOptionalStringMap(config, member);
        return map.contains("prefix") ? map["prefix"] : std::string();
      };
      const std::string override_prefix = own("overrides");
      return override_prefix.empty() ? own("defaults") : override_prefix;
    });
    base_ = prefix.empty() ? "/v1" : "/v1/" + prefix;
  }

  static std::string Encoded(const catalog::Namespace& ns) {
    std::string text;
    for (const std::string& level : ns) {
      text += (text.empty() ? "" : kLevelSeparator) + http::PercentEncode(level);
    }
    return text;
  }

  // Reads a list that may come in pages. Servers that know none ignore the parameters.
  template <typename Take>
  void Pages(const std::string& path, Take&& take) const {
    const std::string separator = path.find('?') == std::string::npos ? "?" : "&";
    std::string token;
    while (true) {
      const std::string next =
          Get(path + separator + "pageToken=" + http::PercentEncode(token),
              [&](const json::Object& page) {
                take(page);
                return json::GetOptionalString(page, "next-page-token").value_or(std::string());
              });
      if (next.empty() || next == token) return;
      token = next;
    }
  }

  static catalog::Namespace AsLevels(const json::Value& value) {
    return json::AsVector(value, json::AsString);
  }

  std::vector<catalog::Namespace> ListNamespaces(const catalog::Namespace& parent) const {
    std::vector<catalog::Namespace> children;
    const std::string filter = parent.empty() ? "" : "?parent=" + Encoded(parent);
    try {
      Pages(base_ + "/namespaces" + filter, [&](const json::Object& page) {
        for (catalog::Namespace& ns : json::GetVector(page, "namespaces", AsLevels)) {
          // Some servers give the last level alone, and some ignore `parent`.
          const bool below = ns.size() == parent.size() + 1 &&
                             std::equal(parent.begin(), parent.end(), ns.begin());
          if (below) children.push_back(std::move(ns));
        }
      });
    } catch (const base::Error& error) {
      // Of servers whose namespaces have one level.
      if (parent.empty() || error.kind() != ErrorKind::kNotFound) throw;
    }
    return children;
  }

  void TakeNamespace(const catalog::CatalogSnapshot& here, const catalog::Namespace& ns) {
    auto properties = Get(base_ + "/namespaces/" + Encoded(ns), [](const json::Object& object) {
      return json::GetOptionalStringMap(object, "properties");
    });
    // Where tables go is the business of the catalog that they are in.
    properties.erase("location");
    if (!here.NamespaceExists(ns)) {
      changes_.push_back(catalog::CreateNamespace{ns, std::move(properties)});
    } else if (!properties.empty()) {
      changes_.push_back(catalog::UpdateNamespaceProperties{ns, std::move(properties), {}});
    }
    ++report_.namespaces;
    for (const std::string& name : ListNames(ns, "tables")) TakeTable({ns, name});
    try {
      for (const std::string& name : ListNames(ns, "views")) TakeView({ns, name});
    } catch (const base::Error& error) {
      // Of servers that have no views.
      if (error.kind() != ErrorKind::kNotFound) throw;
    }
  }

  std::vector<std::string> ListNames(const catalog::Namespace& ns, const std::string& what) {
    std::vector<std::string> names;
    Pages(base_ + "/namespaces/" + Encoded(ns) + "/" + what, [&](const json::Object& page) {
      for (std::string& name : json::GetVector(page, "identifiers", [](const json::Value& value) {
             return json::GetString(json::AsObject(value), "name");
           })) {
        names.push_back(std::move(name));
      }
    });
    return names;
  }

  std::string PathOf(const catalog::TableIdentifier& id, const char* what) const {
    return base_ + "/namespaces/" + Encoded(id.ns) + what + http::PercentEncode(id.name);
  }

  void CountContent() const {
    if (report_.tables + report_.views >= kMaxContents) {
      ThrowTooMany("tables and views", kMaxContents);
    }
  }

  void TakeTable(const catalog::TableIdentifier& id) {
    CountContent();
    const std::string location = Get(
        PathOf(id, "/tables/") + "?snapshots=refs",
        [&](const json::Object& object) { return json::GetString(object, "metadata-location"); });
    changes_.push_back(catalog::RegisterTable{id, location});
    ++report_.tables;
  }

  void TakeView(const catalog::TableIdentifier& id) {
    CountContent();
    const std::string path = PathOf(id, "/views/");
    const std::string text = Get(path, [](const json::Object& object) {
      return json::Get(object, "metadata", [](const json::Value& metadata) {
        return std::string(simdjson::minify(metadata));
      });
    });
    iceberg::ViewMetadata view = iceberg::ParseViewMetadata(text);
    // Nothing else lies there.
    view.location = catalog_.NewTableLocation(id);
    changes_.push_back(catalog::PutView{id, catalog::PutMode::kCreate,
                                        [view](const iceberg::ViewMetadata*) { return view; }});
    ++report_.views;
  }

  catalog::Catalog& catalog_;
  const FetchPath& fetch_;
  const RestImportOptions& options_;
  std::string base_;
  RestImportReport report_;
  std::vector<catalog::Change> changes_;
};

}  // namespace

RestImportReport ImportFromRest(catalog::Catalog& catalog, const FetchPath& fetch,
                                const RestImportOptions& options) {
  return RestImport(catalog, fetch, options).Run();
}

}  // namespace tarn::api::iceberg_rest
