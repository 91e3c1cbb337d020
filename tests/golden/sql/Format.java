// Writes what Trino's formatter makes of queries and views: reads statements ended by NULs (format.py) and writes one object a
// line, {"sql": …, "formatted": …}, with "same": false where Trino reads another tree from what it wrote. Other statements and those
// that the parser rejects are left out. Run by generate.sh.
import io.trino.sql.SqlFormatter;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.CreateMaterializedView;
import io.trino.sql.tree.CreateView;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.Statement;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

public class Format {
    public static void main(String[] args) throws Exception {
        SqlParser parser = new SqlParser();
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        String input = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        for (String sql : input.split("\0")) {
            try {
                Statement statement = parser.createStatement(sql);
                if (statement instanceof Query || statement instanceof CreateView || statement instanceof CreateMaterializedView) {
                    String formatted = SqlFormatter.formatSql(statement);
                    String same = readsAs(parser, formatted, statement) ? "" : ",\"same\":false";
                    out.println("{\"sql\":" + quote(sql) + ",\"formatted\":" + quote(formatted) + same + "}");
                }
            }
            catch (ParsingException | UnsupportedOperationException | IllegalArgumentException e) {
                continue;
            }
        }
        out.flush();
    }

    private static boolean readsAs(SqlParser parser, String text, Statement statement) {
        try {
            return parser.createStatement(text).equals(statement);
        }
        catch (ParsingException e) {
            return false;
        }
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            }
            else if (c == '\n') {
                quoted.append("\\n");
            }
            else if (c < 0x20) {
                quoted.append("\\u%04x".formatted((int) c));
            }
            else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
