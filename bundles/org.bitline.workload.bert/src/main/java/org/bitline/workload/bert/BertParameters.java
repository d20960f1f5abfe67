package org.bitline.workload.bert;

import org.bitline.api.unit.Param;
import org.bitline.api.workload.Operation.Pooling;

/** The members of a descriptor's {@code workload} for the provider {@code bert}. */
public record BertParameters(
    @Param(
            doc =
                "A model below the installation's models/ folder, a shape alone (minilm-shape,"
                    + " bert-base-shape, bert-large-shape), or the path of a model folder relative"
                    + " to this file.")
        String model,
    @Param(
            doc = "Tokens of the input for which costs are stated; longer texts are cut to it.",
            byDefault = "128",
            min = 1)
        int sequenceLength,
    @Param(doc = "Whether every input is padded to sequenceLength.", byDefault = "false")
        boolean padding,
    @Param(
            doc =
                "How one vector is made of an input's tokens: their mean, or the first token's;"
                    + " normalised to length 1, or as it is.",
            byDefault = "mean-normalised")
        Pooling pooling) {}
