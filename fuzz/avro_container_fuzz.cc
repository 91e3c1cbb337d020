// Any bytes as an Avro container file: reads every object by the file's own schema.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "avro/container.h"
#include "avro/value.h"
#include "base/error.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tarn;
  try {
    avro::ContainerReader reader({reinterpret_cast<const char*>(data), size});
    const avro::SchemaPtr schema = avro::ParseSchema(reader.schema_json());
    if (avro::SerializeSchema(*avro::ParseSchema(avro::SerializeSchema(*schema))) !=
        avro::SerializeSchema(*schema)) {
      __builtin_trap();
    }
    while (auto block = reader.NextBlock()) {
      avro::Decoder decoder(block->data);
      for (int64_t i = 0; i < block->objects && decoder.remaining() > 0; ++i) {
        avro::Decode(*schema, decoder);
      }
    }
  } catch (const base::Error& error) {
    if (error.kind() == base::ErrorKind::kInternal) __builtin_trap();
  }
  return 0;
}
