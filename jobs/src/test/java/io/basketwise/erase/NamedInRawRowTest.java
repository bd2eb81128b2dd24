package io.basketwise.erase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A broken row is kept as it came: whatever is in it, a person is found there and nobody else. */
class NamedInRawRowTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"cust":"k7","price":1}                                     | true
          {"cust":"k70","price":1}                                    | false
          {"cust":7.0}                                                | true
          {"title":null,"tags":["new",null]}                          | false
          {"tags":[null,{"cust":"k7"}]}                               | true
          {"id":123456789012345678901234567890123456,"cust":"k7"}     | true
          {"k7":"a name of a column"}                                 | false
          {"cust":"k7                                                 | true
          {"cust":"o                                                  | false
          """)
  void aPersonIsFoundWhereverItIsNamed(String raw, boolean named) {
    assertThat(EraseCustomer.names(raw, Set.of("k7", "7"))).isEqualTo(named);
  }
}
