// Tables that Iceberg Java writes and Tarn takes over: what Tarn never writes itself, or writes otherwise.
//
//   javac -cp 'deps/java/*' -d classes *.java && java -cp 'classes:deps/java/*' WriteTables FOLDER
//
//   FOLDER/equality   version 2: equality deletes of two kinds, global and of a partition, beside position deletes
//   FOLDER/vectors    version 3: a deletion vector that replaced an earlier one, data files of two commits
//   FOLDER/types      version 3: every type that both have, UUIDs with Java's bounds, fixed, default values
//   FOLDER/new_types  version 3: nanoseconds in UTC, variants, a column of unknown type
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.LocationProviders;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.data.BaseDeleteLoader;
import org.apache.iceberg.data.GenericAppenderFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.deletes.BaseDVFileWriter;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.deletes.PositionDelete;
import org.apache.iceberg.deletes.PositionDeleteWriter;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.expressions.Literal;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.DeleteWriteResult;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.variants.ShreddedObject;
import org.apache.iceberg.variants.Variant;
import org.apache.iceberg.variants.VariantMetadata;
import org.apache.iceberg.variants.Variants;

public class WriteTables {
  public static void main(String[] args) throws Exception {
    equality(args[0] + "/equality");
    vectors(args[0] + "/vectors");
    types(args[0] + "/types");
    newTypes(args[0] + "/new_types");
  }

  static void equality(String location) throws Exception {
    Schema schema = new Schema(Types.NestedField.required(1, "id", Types.LongType.get()),
        Types.NestedField.optional(2, "name", Types.StringType.get()), Types.NestedField.optional(3, "day", Types.DateType.get()));
    Table table = create(location, schema, PartitionSpec.builderFor(schema).identity("day").build(), 2);
    Map<LocalDate, DataFile> first = new HashMap<>();
    for (int day = 1; day <= 3; day++) {
      LocalDate date = LocalDate.of(2026, 1, day);
      DataWriter<Record> writer = dataWriter(table, date);
      for (int i = 0; i < 100; i++) {
        writer.write(row(schema, (long) day * 1000 + i, i % 7 == 3 ? null : "n" + i % 7, date));
      }
      writer.close();
      first.put(date, writer.toDataFile());
      table.newAppend().appendFile(writer.toDataFile()).commit();
    }
    // Rows of the first day without a name; a pair of values on the second; a place in a file on the third.
    LocalDate[] days = {LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 2), LocalDate.of(2026, 1, 3)};
    Schema name = table.schema().select("name");
    Schema pair = table.schema().select("id", "name");
    table.newRowDelta().addDeletes(equalityDelete(table, days[0], name, row(name, (Object) null)))
        .addDeletes(equalityDelete(table, days[1], pair, row(pair, 2005L, "n5"), row(pair, 2006L, "n5"), row(pair, 2010L, null))).commit();
    EncryptedOutputFile file = files(table, FileFormat.PARQUET).newOutputFile(partition(table, days[2]));
    PositionDeleteWriter<Record> positions = factory(table, null, null).newPosDeleteWriter(file, FileFormat.PARQUET, partition(table, days[2]));
    for (long position : new long[] {0, 17, 99}) {
      positions.write(PositionDelete.<Record>create().set(first.get(days[2]).location(), position, null));
    }
    positions.close();
    table.newRowDelta().addDeletes(positions.toDeleteFile()).commit();
    // Deletes are of older rows only.
    DataWriter<Record> writer = dataWriter(table, days[0]);
    writer.write(row(schema, 1L, null, days[0]));
    writer.close();
    table.newAppend().appendFile(writer.toDataFile()).commit();
  }

  static void vectors(String location) throws Exception {
    Schema schema = new Schema(Types.NestedField.required(1, "id", Types.LongType.get()),
        Types.NestedField.optional(2, "v", Types.StringType.get()));
    Table table = create(location, schema, PartitionSpec.unpartitioned(), 3);
    DataFile[] data = new DataFile[3];
    for (int i = 0; i < data.length; i++) {
      DataWriter<Record> writer = dataWriter(table, null);
      for (long id = 0; id < 1000; id++) {
        writer.write(row(schema, i * 1000 + id, "v" + id));
      }
      writer.close();
      data[i] = writer.toDataFile();
    }
    table.newAppend().appendFile(data[0]).appendFile(data[1]).commit();
    Map<String, DeleteFile> vectors = new HashMap<>();
    for (int round = 0; round < 2; round++) {
      BaseDVFileWriter writer = new BaseDVFileWriter(files(table, FileFormat.PUFFIN), path -> vectors.containsKey(path)
          ? new BaseDeleteLoader(file -> table.io().newInputFile(file.location())).loadPositionDeletes(List.of(vectors.get(path)), path) : null);
      for (long position = round; position < 1000; position += 10) {
        writer.delete(data[0].location(), position, table.spec(), null);
        if (round == 1) {
          writer.delete(data[1].location(), position / 2, table.spec(), null);
        }
      }
      writer.close();
      DeleteWriteResult result = writer.result();
      RowDelta delta = table.newRowDelta().validateFromSnapshot(table.currentSnapshot().snapshotId());
      result.rewrittenDeleteFiles().forEach(delta::removeDeletes);
      result.deleteFiles().forEach(delta::addDeletes);
      delta.commit();
      result.deleteFiles().forEach(file -> vectors.put(file.referencedDataFile(), file));
    }
    table.newAppend().appendFile(data[2]).commit();
  }

  static void types(String location) throws Exception {
    Schema schema = new Schema(Types.NestedField.optional(1, "b", Types.BooleanType.get()),
        Types.NestedField.optional(2, "i", Types.IntegerType.get()), Types.NestedField.optional(3, "l", Types.LongType.get()),
        Types.NestedField.optional(4, "f", Types.FloatType.get()), Types.NestedField.optional(5, "d", Types.DoubleType.get()),
        Types.NestedField.optional(6, "money", Types.DecimalType.of(9, 2)), Types.NestedField.optional(7, "big", Types.DecimalType.of(38, 10)),
        Types.NestedField.optional(8, "s", Types.StringType.get()), Types.NestedField.optional(9, "bytes", Types.BinaryType.get()),
        Types.NestedField.optional(10, "fix", Types.FixedType.ofLength(3)), Types.NestedField.optional(11, "day", Types.DateType.get()),
        Types.NestedField.optional(12, "at", Types.TimeType.get()), Types.NestedField.optional(13, "ts", Types.TimestampType.withoutZone()),
        Types.NestedField.optional(14, "tstz", Types.TimestampType.withZone()), Types.NestedField.optional(15, "ns", Types.TimestampNanoType.withoutZone()),
        Types.NestedField.optional(16, "u", Types.UUIDType.get()),
        Types.NestedField.optional(17, "list", Types.ListType.ofOptional(18, Types.IntegerType.get())),
        Types.NestedField.optional(19, "map", Types.MapType.ofOptional(20, 21, Types.StringType.get(), Types.LongType.get())),
        Types.NestedField.optional(22, "part", Types.StructType.of(Types.NestedField.optional(23, "x", Types.IntegerType.get()))));
    Table table = create(location, schema, PartitionSpec.unpartitioned(), 3);
    DataWriter<Record> writer = dataWriter(table, null);
    String[] uuids = {"00000000-0000-0000-0000-000000000001", "7fffffff-ffff-ffff-ffff-ffffffffffff", "80000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff"};
    Schema part = new Schema(schema.findField("part").type().asStructType().fields());
    for (int i = 0; i < uuids.length; i++) {
      int sign = i % 2 == 0 ? 1 : -1;
      LocalDateTime time = LocalDateTime.of(1970, 1, 1, 0, 0).plusNanos(sign * 1_234_567_890_123_456_000L);
      writer.write(row(schema, i % 2 == 0, sign * Integer.MAX_VALUE, sign * Long.MAX_VALUE, sign * 1.5f, i == 3 ? Double.NaN : sign * 2.25,
          new BigDecimal("1234567.89").multiply(BigDecimal.valueOf(sign)), new BigDecimal("1234567890123456789.0123456789"), "s\u00e9" + i,
          ByteBuffer.wrap(new byte[] {(byte) i, -1}), new byte[] {1, (byte) 0x80, (byte) i}, LocalDate.ofEpochDay(sign * 10_000L),
          LocalTime.of(i, 59, 59, 123_456_000), time, OffsetDateTime.of(time, ZoneOffset.UTC), time.plusNanos(789), UUID.fromString(uuids[i]),
          java.util.Arrays.asList(i, null), Map.of("k", (long) i), row(part, i)));
    }
    writer.write(row(schema, new Object[schema.columns().size()]));
    writer.close();
    table.newAppend().appendFile(writer.toDataFile()).commit();
    table.updateSchema().addColumn("since", Types.IntegerType.get(), Literal.of(7)).addColumn("kind", Types.StringType.get(), Literal.of("old"))
        .renameColumn("s", "text").updateColumn("i", Types.LongType.get()).commit();
  }

  static void newTypes(String location) throws Exception {
    Schema schema = new Schema(Types.NestedField.optional(1, "id", Types.LongType.get()),
        Types.NestedField.optional(2, "at", Types.TimestampNanoType.withZone()), Types.NestedField.optional(3, "v", Types.VariantType.get()),
        Types.NestedField.optional(4, "nothing", Types.UnknownType.get()),
        Types.NestedField.optional(5, "part", Types.StructType.of(Types.NestedField.optional(6, "at", Types.TimestampNanoType.withZone()))));
    Table table = create(location, schema, PartitionSpec.unpartitioned(), 3);
    DataWriter<Record> writer = dataWriter(table, null);
    Schema part = new Schema(schema.findField("part").type().asStructType().fields());
    VariantMetadata names = Variants.metadata("a", "b");
    for (int i = 0; i < 4; i++) {
      OffsetDateTime at = OffsetDateTime.of(1949 + 20 * i, 12, 31, 23, 59, 59, 999_999_999 - i, ZoneOffset.UTC);
      ShreddedObject object = Variants.object(names);
      object.put("a", Variants.of((long) i));
      object.put("b", Variants.of("text " + i));
      Variant value = Variant.of(names, i == 2 ? Variants.of(new BigDecimal("1.50")) : object);
      writer.write(row(schema, (long) i, at, i == 3 ? null : value, null, row(part, at)));
    }
    writer.close();
    table.newAppend().appendFile(writer.toDataFile()).commit();
  }

  static Record row(Schema schema, Object... values) {
    Record record = GenericRecord.create(schema);
    for (int i = 0; i < schema.columns().size(); i++) {
      record.set(i, values == null ? null : values[i]);
    }
    return record;
  }

  static StructLike partition(Table table, LocalDate day) {
    if (day == null) {
      return null;
    }
    PartitionData partition = new PartitionData(table.spec().partitionType());
    partition.set(0, (int) day.toEpochDay());
    return partition;
  }

  static int fileNumber = 0;

  static OutputFileFactory files(Table table, FileFormat format) {
    return OutputFileFactory.builderFor(table, 1, ++fileNumber).format(format).build();
  }

  static GenericAppenderFactory factory(Table table, int[] equalityIds, Schema equality) {
    return new GenericAppenderFactory(table, table.schema(), table.spec(), Map.of(), equalityIds, equality, null);
  }

  static DataWriter<Record> dataWriter(Table table, LocalDate day) {
    StructLike partition = partition(table, day);
    EncryptedOutputFile file = partition == null ? files(table, FileFormat.PARQUET).newOutputFile()
        : files(table, FileFormat.PARQUET).newOutputFile(partition);
    return factory(table, null, null).newDataWriter(file, FileFormat.PARQUET, partition);
  }

  static DeleteFile equalityDelete(Table table, LocalDate day, Schema columns, Record... rows) throws IOException {
    StructLike partition = partition(table, day);
    int[] ids = columns.columns().stream().mapToInt(Types.NestedField::fieldId).toArray();
    EqualityDeleteWriter<Record> writer = factory(table, ids, columns)
        .newEqDeleteWriter(files(table, FileFormat.PARQUET).newOutputFile(partition), FileFormat.PARQUET, partition);
    for (Record row : rows) {
      writer.write(row);
    }
    writer.close();
    return writer.toDeleteFile();
  }

  static Table create(String location, Schema schema, PartitionSpec spec, int version) {
    Map<String, String> properties = Map.of("format-version", Integer.toString(version));
    LocalOperations operations = new LocalOperations(location);
    operations.commit(null, TableMetadata.newTableMetadata(schema, spec, SortOrder.unsorted(), location, properties));
    return new BaseTable(operations, location);
  }

  /** Metadata files with numbers, of which the last is current; for one writer. */
  static class LocalOperations implements TableOperations {
    private final String location;
    private final LocalIO io = new LocalIO();
    private TableMetadata current;
    private int version = 0;

    LocalOperations(String location) {
      this.location = location;
    }

    @Override
    public TableMetadata current() {
      return current;
    }

    @Override
    public TableMetadata refresh() {
      return current;
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
      if (base != current) {
        throw new CommitFailedException("somebody else has committed to %s", location);
      }
      String file = metadataFileLocation(String.format("%05d-%s.metadata.json", version++, UUID.randomUUID()));
      TableMetadataParser.write(metadata, io.newOutputFile(file));
      current = TableMetadataParser.read(io, file);
    }

    @Override
    public FileIO io() {
      return io;
    }

    @Override
    public String metadataFileLocation(String name) {
      return location + "/metadata/" + name;
    }

    @Override
    public LocationProvider locationProvider() {
      return LocationProviders.locationsFor(location, current.properties());
    }
  }
}
