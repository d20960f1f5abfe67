package org.bitline.itest;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Values that do not belong where they stand: JSON pointer, value, part of the message. */
final class WrongValues {

  private WrongValues() {}

  static Stream<Arguments> descriptors() {
    return Stream.of(
        wrong("/trails", "3", "unknown key \"trails\"; did you mean \"trials\"?"),
        wrong("/trials", "0", "#/trials: found the number 0; allowed is at least 1"),
        wrong(
            "/trials", "\"three\"", "#/trials: found the text \"three\"; a whole number is wanted"),
        wrong("/seed", "1.5", "#/seed: found the number 1.5; a whole number is wanted"),
        wrong("/sweep", "{}", "this version of Bitline does not read \"sweep\""),
        wrong("/name", "\"a/b\"", "#/name: found the name \"a/b\""),
        wrong("/workload", "[]", "#/workload: found a list; a JSON object is wanted"),
        wrong(
            "/workload/provider",
            "\"brt\"",
            "unknown workload provider \"brt\"; did you mean \"bert\"?"),
        wrong("/workload/model", "\"all-minilm-l6\"", "all-minilm-l6-v2"),
        wrong("/workload/sequenceLength", "513", "513"),
        wrong("/workload/sequenceLength", "-1", "sequenceLength"),
        wrong(
            "/inputs/task",
            "\"similar\"",
            "unknown task \"similar\"; did you mean \"similarity\"?"),
        wrong("/inputs/dataset", "\"absent.tsv\"", "absent.tsv"),
        wrong("/inputs/dataset", "\".\"", "folder"),
        wrong(
            "/devices/cim/model",
            "\"reram/issac\"",
            "unknown device model \"reram/issac\"; did you mean \"reram/isaac\"?"),
        wrong(
            "/devices/cim/set", "{\"adc.bist\":8}", "unknown key \"bist\"; did you mean \"bits\"?"),
        wrong(
            "/devices/cim/set",
            "{\"array.rows\":-128}",
            "found the number -128; allowed is at least 1"),
        wrong(
            "/devices/cim/set", "{\"array.rows\":0}", "found the number 0; allowed is at least 1"),
        wrong(
            "/devices/cim/set",
            "{\"array.readCycle\":\"100 mV\"}",
            "\"100 mV\" is not in a unit of the right kind; write a value in s"),
        wrong(
            "/devices/cim/set",
            "{\"array.readCycle\":100}",
            "a text with a unit is wanted, such as \"100 s\""),
        wrong("/devices/cim/set", "{\"adc.range\":\"granulra\"}", "did you mean \"granular\"?"),
        wrong(
            "/devices/cim/set",
            "{\"cell.minConductance\":\"1 mS\"}",
            "the smallest must be below the largest"),
        wrong(
            "/links/0/energy",
            "\"10 pJ\"",
            "#/links/0/energy: \"10 pJ\" is not in a unit of the right kind"),
        wrong(
            "/links/0/bandwidth",
            "\"0 GB/s\"",
            "#/links/0/bandwidth: found the text \"0 GB/s\"; allowed is more than 0"),
        wrong("/links", "[]", "no link joins \"npu\" and \"cim\""),
        wrong("/links/0/between", "[\"cim\",\"gpu\"]", "unknown device \"gpu\""),
        wrong(
            "/mapping/mapper",
            "\"by-kinds\"",
            "unknown mapper \"by-kinds\"; did you mean \"by-kind\"?"),
        wrong(
            "/mapping/otherwise",
            "\"cim\"",
            "the device \"cim\" (reram/isaac) cannot run embeddings (embedding) because"),
        wrong("/mapping/otherwise", "\"tpu\"", "\"tpu\""),
        wrong("/schedule", "{\"scheduler\":\"barrier\"}", "unknown scheduler \"barrier\""),
        wrong(
            "/transforms",
            "[{\"id\":\"quantize\"}]",
            "unknown transform \"quantize\"; did you mean \"quantise\"?"),
        wrong("/transforms", "[{\"id\":\"quantise\",\"weightBits\":1}]", "at least 2"),
        wrong(
            "/transforms",
            "[{\"id\":\"quantise\",\"weightBits\":12}]",
            "hold weights of 8 bits, and quantise asks for 12"),
        wrong("/policies", "[{\"id\":\"window\"}]", "unknown policy \"window\""),
        wrong(
            "/metrics",
            "[\"latency\",\"spearmen\"]",
            "#/metrics/1: unknown metric \"spearmen\"; did you mean \"spearman\"?"),
        wrong("/baseline", "\"digital\"", "no variant is called \"digital\""),
        wrong(
            "/claims",
            "[{\"paper\":\"p\",\"kind\":\"absolute\",\"value\":\"latency(x)\",\"published\":1,\"tolerance\":\"10 %\"}]",
            "unknown variant \"x\""),
        wrong(
            "/claims",
            "[{\"paper\":\"p\",\"kind\":\"absolut\",\"value\":\"latency(bad)\",\"published\":1,\"tolerance\":\"10 %\"}]",
            "did you mean \"absolute\"?"),
        wrong(
            "/claims",
            "[{\"paper\":\"p\",\"kind\":\"absolute\",\"value\":\"latency(bad) +\",\"published\":1,\"tolerance\":\"10 %\"}]",
            "cannot be evaluated"),
        wrong(
            "/claims",
            "[{\"paper\":\"p\",\"kind\":\"absolute\",\"value\":\"latency(bad)\",\"published\":1,\"tolerance\":\"ten\"}]",
            "write a percentage"));
  }

  private static Arguments wrong(String pointer, String json, String message) {
    return Arguments.of(pointer, json, message);
  }
}
