package org.bitline.engine.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.bitline.api.base.InputProblem;
import org.junit.jupiter.api.Test;

class OverridesTest {

  @SuppressWarnings("unchecked")
  private static Map<String, Object> json(String text) {
    return (Map<String, Object>) JsonFiles.parseValue(text.replace('\'', '"'));
  }

  private static String after(String text, String path, Object value) {
    Map<String, Object> root = json(text);
    Overrides.apply(root, path, value, "--set");
    return JsonFiles.canonical(root);
  }

  @Test
  void valuesAreReplacedAndNeverMerged() {
    assertEquals("{\"a\":{\"b\":2}}", after("{'a':{'b':1}}", "a.b", 2L));
    assertEquals("{\"a\":{\"c\":3}}", after("{'a':{'b':1}}", "a", json("{'c':3}")));
    assertEquals("{\"a\":{\"b\":{\"c\":1}}}", after("{'a':{}}", "a.b.c", 1L));
    assertEquals("{\"a\":[1,9]}", after("{'a':[1,2]}", "a.1", 9L));
  }

  @Test
  void whatFollowsSetIsOneKey() {
    assertEquals(
        "{\"cim\":{\"set\":{\"adc.bits\":6}}}", after("{'cim':{}}", "cim.set.adc.bits", 6L));
  }

  @Test
  void pathsThatLeadNowhereAreRefused() {
    assertTrue(
        assertThrows(InputProblem.class, () -> after("{'a':1}", "a.b", 2L))
            .getMessage()
            .contains("goes through \"a\", which is the number 1"));
    assertTrue(
        assertThrows(InputProblem.class, () -> after("{'a':[1]}", "a.1", 2L))
            .getMessage()
            .contains("should be a number from 0 to 0"));
    assertThrows(InputProblem.class, () -> after("{}", " ", 2L));
  }

  @Test
  void valuesAreJsonWhereTheyCanBe() {
    assertEquals(3L, JsonFiles.parseValue("3"));
    assertEquals("text", JsonFiles.parseValue("text"));
    assertEquals("a b", JsonFiles.parseValue("\"a b\""));
    assertEquals(true, JsonFiles.parseValue("true"));
    assertEquals("3 ns", JsonFiles.parseValue("3 ns"));
  }
}
