package cell

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// This file says in four languages what the other tests say in English: the
// grammars are the same, the words and their order differ.

func locale(t *testing.T, code string) *dialect.Dialect {
	t.Helper()
	s, err := dialect.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	d := s.Locale(code)
	if d == nil {
		t.Fatalf("no dialect %q", code)
	}
	return d
}

func TestTranslatedTypes(t *testing.T) {
	for _, c := range []struct{ locale, text, want string }{
		{"pt", "Cadeia de caracteres", "Edm.String"},
		{"pt", "Coleção de cadeias de caracteres", "Edm.String collection"},
		{"pt", "Coleção [shelf](shelf.md)", "shelf collection"},
		{"pt", "Conjunto [shelf](shelf.md)", "shelf collection"},
		{"pt", "[shelf](shelf.md) coleção", "shelf collection"},
		{"pt", "Coleção de objetos [shelf](shelf.md)", "shelf collection"},
		{"pt", "Booliano", "Edm.Boolean"},
		{"pt", "Cadeia de caracteres, tamanho máximo 20", "Edm.String"},
		{"pt", "String", "Edm.String"},
		{"zh", "字符串", "Edm.String"},
		{"zh", "字符串集合", "Edm.String collection"},
		{"zh", "String 集合", "Edm.String collection"},
		{"zh", "String集合", "Edm.String collection"},
		{"zh", "集合（字符串）", "Edm.String collection"},
		{"zh", "[shelf](shelf.md)集合", "shelf collection"},
		{"zh", "未键入的 JSON 对象", "Json"},
		{"de", "Zeichenfolgenauflistung", "Edm.String collection"},
		{"de", "[shelf](shelf.md)-Sammlung", "shelf collection"},
		{"de", "[shelf](shelf.md) -Auflistung", "shelf collection"},
		{"de", "Collection von Objekten des Typs [shelf](shelf.md)", "shelf collection"},
		{"de", "Boolescher Wert", "Edm.Boolean"},
		{"ja", "文字列型 (String)", "Edm.String"},
		{"ja", "文字列コレクション", "Edm.String collection"},
		{"ja", "[shelf](shelf.md) コレクション", "shelf collection"},
		{"ja", "[shelf](shelf.md)のコレクション", "shelf collection"},
		{"ja", "型指定のない JSON オブジェクト", "Json"},
	} {
		e, err := Type(text(c.text), locale(t, c.locale), markdown.Limits{})
		got := e.Name
		if e.Collection {
			got += " collection"
		}
		if got != c.want || err != nil {
			t.Errorf("%s: %q: got %q, %v; want %q", c.locale, c.text, got, err, c.want)
		}
	}
}

func TestTranslatedPermissions(t *testing.T) {
	for _, c := range []struct{ locale, text, want string }{
		{"pt", "Sem suporte.", "no"},
		{"pt", "Não aplicável", "no"},
		{"pt", "Shelf.Read e Box.Read, Shelf.ReadWrite", "Shelf.Read+Box.Read Shelf.ReadWrite"},
		{"pt", "Shelf. Read. All, Box. Read. All", "Shelf.Read.All Box.Read.All"},
		{"zh", "不支持。", "no"},
		{"zh", "Shelf.Read、Shelf.ReadWrite、Box.Read", "Shelf.Read Shelf.ReadWrite Box.Read"},
		{"zh", "Shelf.Read 和 Box.Read", "Shelf.Read+Box.Read"},
		{"de", "Nicht unterstützt.", "no"},
		{"de", "Shelf.Read oder Shelf.ReadWrite", "Shelf.Read Shelf.ReadWrite"},
		{"ja", "サポートされていません。", "no"},
		{"ja", "Shelf.Read、Shelf.ReadWrite", "Shelf.Read Shelf.ReadWrite"},
		{"ja", "利用できません。", "unknown"},
	} {
		parts, _ := Permissions(text(c.text), locale(t, c.locale))
		var got []string
		for _, set := range parts[0].Grant.AnyOf {
			got = append(got, strings.Join(set, "+"))
		}
		if len(got) == 0 {
			got = append(got, map[model.Tri]string{model.No: "no", model.Unknown: "unknown"}[parts[0].Grant.Support])
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %q: got %q, want %q", c.locale, c.text, s, c.want)
		}
	}
}

func TestTranslatedValues(t *testing.T) {
	for _, c := range []struct{ locale, text, want string }{
		{"pt", "O estado. Os valores possíveis são: `open`, `closed` e `lost`.", "open closed lost"},
		{"pt", "Valores possíveis: `open`, `closed`.", "open closed"},
		{"pt", "Valores válidos 0 a 50", ""},
		{"pt", "Os valores dependem da prateleira.", ""},
		{"zh", "状态。 可能的值是：`open`、`closed` 和 `lost`。", "open closed lost"},
		{"zh", "可取值为：`open` 或 `closed`。", "open closed"},
		{"de", "Der Status. Mögliche Werte sind: `open`, `closed` und `lost`.", "open closed lost"},
		{"de", "Zulässige Werte: `open`, `closed`.", "open closed"},
		{"ja", "状態。 可能な値は、`open`、`closed`、`lost` です。", "open closed lost"},
		{"ja", "使用可能な値: `open`、`closed`。", "open closed"},
	} {
		var got []string
		for _, v := range Describe(text(c.text), locale(t, c.locale)).Values() {
			got = append(got, v.Name)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %q: got %q, want %q", c.locale, c.text, s, c.want)
		}
	}
}

func TestTranslatedFacts(t *testing.T) {
	for _, c := range []struct{ locale, text, want string }{
		{"pt", "O número. Somente leitura.", "read-only"},
		{"pt", "O número. Não anulável.", "not-null"},
		{"pt", "O número. Obrigatório.", "required"},
		{"pt", "Somente leitura se a porta estiver fechada.", ""},
		{"pt", "Herdado de [shelf](shelf.md). Comprimento máximo de 64 caracteres.", "inherited:shelf max-length:64"},
		{"zh", "编号。只读。", "read-only"},
		{"zh", "编号。 不可为 null。", "not-null"},
		{"zh", "编号。 必需。", "required"},
		{"zh", "是否只读。", ""},
		{"zh", "继承自 [shelf](shelf.md)。最大长度为 64 个字符。", "inherited:shelf max-length:64"},
		{"zh", "从 [shelf](shelf.md) 继承", "inherited:shelf"},
		{"de", "Die Nummer. Schreibgeschützt.", "read-only"},
		{"de", "Die Nummer. Darf nicht null sein.", "not-null"},
		{"de", "Die Nummer. Erforderlich.", "required"},
		{"de", "Geerbt von [shelf](shelf.md). Die maximale Länge beträgt 64 Zeichen.", "inherited:shelf max-length:64"},
		{"ja", "番号。読み取り専用です。", "read-only"},
		{"ja", "番号。 Null 非許容。", "not-null"},
		{"ja", "番号。 必須。", "required"},
		{"ja", "[shelf](shelf.md) から継承されます。最大文字数は 64 文字です。", "inherited:shelf max-length:64"},
	} {
		f := Describe(text(c.text), locale(t, c.locale)).Facts()
		var got []string
		if f.Inherited != nil {
			got = append(got, "inherited:"+f.Inherited.Name)
		}
		for _, r := range f.Rules {
			s := string(r.Kind)
			if r.Max != nil {
				s += fmt.Sprintf(":%v", *r.Max)
			}
			got = append(got, s)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %q: got %q, want %q", c.locale, c.text, s, c.want)
		}
	}
}

func TestTranslatedResponses(t *testing.T) {
	for _, c := range []struct{ locale, text, want string }{
		{"pt", "Se tiver êxito, este método retornará um código de resposta `200 OK` e uma coleção de objetos [shelf](shelf.md) no corpo da resposta.", "200 shelf collection"},
		{"pt", "Se bem-sucedido, este método retornará um objeto [shelf](shelf.md) e um código de resposta `200 OK`.", "200 shelf"},
		{"pt", "Este método retorna `202 Accepted`. Não retorna nada no corpo da resposta.", "202 none"},
		{"zh", "如果成功，此方法在响应正文中返回 `200 OK` 响应代码和 [shelf](shelf.md) 对象集合。", "200 shelf collection"},
		{"zh", "如果成功，此方法返回 `200 OK` 响应代码，并在响应正文中返回 [shelf](shelf.md) 对象。", "200 shelf"},
		{"de", "Wenn die Methode erfolgreich verläuft, werden der Antwortcode `200 OK` und eine Sammlung von [shelf](shelf.md)-Objekten im Antworttext zurückgegeben.", "200 shelf collection"},
		{"de", "Bei Erfolg werden der Antwortcode `201 Created` und ein [shelf](shelf.md)-Objekt im Antworttext zurückgegeben.", "201 shelf"},
		{"ja", "成功した場合、このメソッドは `200 OK` 応答コードと、応答本文で [shelf](shelf.md) オブジェクトのコレクションを返します。", "200 shelf collection"},
		{"ja", "成功した場合、このメソッドは `204 No Content` 応答コードを返します。", "204 none"},
	} {
		var got []string
		for _, r := range Responses(text(c.text), locale(t, c.locale)) {
			s := fmt.Sprint(r.Status)
			if r.None {
				s += " none"
			}
			if r.Type.Name != "" {
				s += " " + r.Type.Name
			}
			if r.Type.Collection {
				s += " collection"
			}
			got = append(got, s)
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s: %q: got %q, want %q", c.locale, c.text, s, c.want)
		}
	}
}

func TestTranslatedBodies(t *testing.T) {
	for _, c := range []struct{ locale, text, want string }{
		{"pt", "No corpo da solicitação, forneça uma representação JSON do objeto [shelf](shelf.md).", "shelf"},
		{"zh", "在请求正文中，提供 [shelf](shelf.md) 对象的 JSON 表示形式。", "shelf"},
		{"de", "Geben Sie im Anforderungstext eine JSON-Darstellung des [shelf](shelf.md)-Objekts an.", "shelf"},
		{"de", "Geben Sie im Anforderungstext eine JSON-Darstellung für das shelf-Objekt an.", "shelf"},
		{"ja", "要求本文で、[shelf](shelf.md) オブジェクトの JSON 表記を指定します。", "shelf"},
		{"ja", "要求本文で、shelf オブジェクト用の JSON 表記を指定します。", "shelf"},
	} {
		if e, _ := Representation(text(c.text), locale(t, c.locale)); e.Name != c.want {
			t.Errorf("%s: %q: got %q, want %q", c.locale, c.text, e.Name, c.want)
		}
		d := locale(t, c.locale)
		if d.Has("body-none", c.text) {
			t.Errorf("%s: %q is taken for no body", c.locale, c.text)
		}
	}
	for code, s := range map[string]string{
		"pt": "Não forneça um corpo de solicitação para esse método.", "zh": "请勿提供此方法的请求正文。",
		"de": "Geben Sie für diese Methode keinen Anforderungstext an.", "ja": "このメソッドには、要求本文を指定しません。",
	} {
		if !locale(t, code).Has("body-none", s) {
			t.Errorf("%s: %q is a body", code, s)
		}
	}
}
