#include "api/nessie/content_json.h"

#include "base/error.h"

namespace tarn::api::nessie {
namespace {

using nlohmann::json;

std::string ReadLocation(const JsonPlace& place) {
  const JsonPlace location = place.Get("metadataLocation");
  std::string text = location.Text();
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) location.Fail("must not be blank");
  return text;
}

catalog::TableContent ReadTable(const JsonPlace& place) {
  return {ReadLocation(place), place.Get("snapshotId").Int64(), place.Get("schemaId").Int32(),
          place.Get("specId").Int32(), place.Get("sortOrderId").Int32()};
}

catalog::ViewContent ReadView(const JsonPlace& place) {
  return {ReadLocation(place), place.Get("versionId").Int64(), place.Get("schemaId").Int32(),
          place.FindText("sqlText"), place.FindText("dialect")};
}

catalog::NamespaceContent ReadNamespace(const JsonPlace& place) {
  place.Get("elements").Texts();  // the key says the same
  catalog::NamespaceContent content;
  if (auto properties = place.Find("properties")) content.properties = properties->TextMap();
  return content;
}

catalog::DeltaLakeContent ReadDeltaLake(const JsonPlace& place) {
  return {place.Get("metadataLocationHistory").Texts(),
          place.Get("checkpointLocationHistory").Texts(), place.FindText("lastCheckpoint")};
}

catalog::UdfContent ReadUdf(const JsonPlace& place) {
  return {place.FindText("metadataLocation"), place.FindText("versionId"),
          place.FindText("signatureId"), place.FindText("sqlText"), place.FindText("dialect")};
}

json ParsePayload(const versions::Content& content) {
  try {
    return json::parse(content.payload);
  } catch (const json::exception& error) {
    base::Throw(base::ErrorKind::kDataCorruption, "the content with the id {} is damaged: {}",
                content.content_id, error.what());
  }
}

}  // namespace

ContentValue ReadContent(const JsonPlace& place) {
  ContentValue value;
  value.id = place.FindText("id");
  const JsonPlace type_place = place.Get("type");
  const std::string type = type_place.Text();
  if (type == "ICEBERG_TABLE") {
    value.content = ReadTable(place);
  } else if (type == "ICEBERG_VIEW") {
    value.content = ReadView(place);
  } else if (type == "NAMESPACE") {
    value.content = ReadNamespace(place);
  } else if (type == "DELTA_LAKE_TABLE") {
    value.content = ReadDeltaLake(place);
  } else if (type == "UDF") {
    value.content = ReadUdf(place);
  } else {
    type_place.Fail("no content type has the name '" + type.substr(0, 100) + "'");
  }
  return value;
}

json ToJson(const versions::Content& content, const versions::ContentKey& key) {
  json body = ParsePayload(content);
  body["id"] = content.content_id;
  const std::string type = body.value("type", "");
  if (type == "NAMESPACE") {
    body["elements"] = key.elements;
    if (body["properties"].empty()) body.erase("properties");
  } else if (type == "DELTA_LAKE_TABLE" && !body.contains("lastCheckpoint")) {
    body["lastCheckpoint"] = nullptr;
  }
  return body;
}

std::string TypeOf(const versions::Content& content) {
  const json body = ParsePayload(content);
  auto type = body.find("type");
  if (type == body.end() || !type->is_string()) {
    base::Throw(base::ErrorKind::kDataCorruption, "the content with the id {} has no type",
                content.content_id);
  }
  return type->get<std::string>();
}

json ToJson(const versions::ContentKey& key) { return {{"elements", key.elements}}; }

}  // namespace tarn::api::nessie
