package org.bitline.engine.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitline.api.base.InputProblem;
import org.bitline.api.unit.Param;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordBinderTest {

  enum Colour {
    DEEP_BLUE,
    RED
  }

  record Inner(
      @Param(doc = "A time.", unit = "s", above = 0, byDefault = "2 ns") double time,
      @Param(doc = "A colour.", byDefault = "deep-blue") Colour colour) {}

  record Outer(
      @Param(doc = "A count.", min = 1, max = 9) int count,
      @Param(doc = "A ratio.", byDefault = "0.5", min = 0, max = 1) double ratio,
      @Param(doc = "A switch.", byDefault = "true") boolean on,
      @Param(doc = "A note.") Optional<String> note,
      @Param(doc = "Numbers.") List<Integer> numbers,
      @Param(doc = "Parts.") Map<String, Inner> parts,
      @Param(doc = "The inner.") Inner inner) {

    Outer {
      if (count == 7) {
        throw new IllegalArgumentException("seven is not for counting");
      }
    }
  }

  private final RecordBinder binder = new RecordBinder(new Units());

  @TempDir Path folder;

  private Outer read(String json) throws IOException {
    Path file = folder.resolve("outer.json");
    Files.writeString(file, json);
    return binder.read(file, "test/1", Outer.class);
  }

  @Test
  void absentMembersHaveTheirDefaults() throws IOException {
    Outer outer = read("{\"format\":\"test/1\",\"count\":3}");
    Inner inner = new Inner(2e-9, Colour.DEEP_BLUE);
    assertEquals(new Outer(3, 0.5, true, Optional.empty(), List.of(), Map.of(), inner), outer);
  }

  @Test
  void allMembersAreRead() throws IOException {
    Outer outer =
        read(
            """
            {"format":"test/1","count":3,"ratio":1,"on":false,"note":"n","numbers":[1,2],
             "parts":{"a":{"time":"1 us"}},"inner":{"colour":"red"}}
            """);
    assertEquals(new Inner(1e-6, Colour.DEEP_BLUE), outer.parts().get("a"));
    assertEquals(Colour.RED, outer.inner().colour());
    assertEquals(List.of(1, 2), outer.numbers());
    assertEquals(1.0, outer.ratio());
    assertEquals(Optional.of("n"), outer.note());
    assertEquals(
        Optional.empty(), read("{\"format\":\"test/1\",\"count\":3,\"note\":null}").note());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'count':0} | #/count: found the number 0; allowed is at least 1 and at most 9",
        "{'count':1e1} | a whole number is wanted",
        "{'count':99999999999} | a whole number is wanted",
        "{'count':7} | seven is not for counting",
        "{'cuont':7} | unknown key \"cuont\"; did you mean \"count\"?",
        "{} | the key \"count\" is missing: A count.",
        "{'count':1,'ratio':'x'} | #/ratio: found the text \"x\"; a number is wanted",
        "{'count':1,'ratio':1.01} | allowed is at least 0 and at most 1",
        "{'count':1,'on':1} | true or false is wanted",
        "{'count':1,'note':3} | #/note: found the number 3; a text is wanted",
        "{'count':1,'numbers':[1,'a']} | #/numbers/1: found the text \"a\"",
        "{'count':1,'numbers':{}} | a list is wanted",
        "{'count':1,'parts':{'x/y':{'time':'0 s'}}} | #/parts/x~1y/time: found the text \"0 s\"; allowed is more than 0 s",
        "{'count':1,'inner':{'time':3}} | #/inner/time: found the number 3; a text with a unit is wanted, such as \"3 s\"",
        "{'count':1,'inner':{'colour':'blue'}} | found \"blue\"; values known: deep-blue, red",
        "{'count':1,'inner':null} | #/inner: found null; a JSON object is wanted",
      })
  void refusalsSayWhereWhatAndWhatIsAllowed(String json, String message) {
    String text =
        json.replace('\'', '"').replaceFirst("\\{", "{\"format\":\"test/1\",").replace(",}", "}");
    var e = assertThrows(InputProblem.class, () -> read(text));
    assertTrue(e.getMessage().contains("outer.json"), e.getMessage());
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void theSchemaAcceptsWhatTheReaderAccepts() {
    String schema = binder.schema(Outer.class, "test/1");
    var compiled =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
    assertEquals(
        0,
        compiled
            .validate(
                "{\"format\":\"test/1\",\"count\":3,\"inner\":{\"time\":\"3 ns\"}}"
                    .replace("test/1", "test/1"),
                InputFormat.JSON)
            .stream()
            .filter(m -> !m.toString().contains("format"))
            .count());
    assertTrue(compiled.validate("{\"count\":0}", InputFormat.JSON).size() > 0);
    assertTrue(compiled.validate("{\"count\":1,\"x\":1}", InputFormat.JSON).size() > 0);
  }
}
