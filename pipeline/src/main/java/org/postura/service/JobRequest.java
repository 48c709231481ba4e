package org.postura.service;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * What a client asks for: the same three things that a batch is given.
 *
 * @param input videos, directories or globs
 * @param output a directory, or for a single video a file
 * @param options the command's options by name
 */
record JobRequest(
    @JsonProperty(required = true)
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> input,
    @JsonProperty(required = true) String output,
    Map<String, String> options) {

  JobRequest {
    input = input == null ? List.of() : List.copyOf(input);
    options = options == null ? Map.of() : Map.copyOf(options);
  }
}
