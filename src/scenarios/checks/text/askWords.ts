/**
 * Words of a question about each topic, in English, Spanish and Portuguese, in lower case. A topic
 * that is not listed is itself the word.
 */
export const askWords: Readonly<Record<string, readonly string[]>> = {
  size: [
    ...['size', 'sizes', 'sized', 'fit', 'how big', 'talla', 'tallas', 'número', 'tamaño'],
    ...['tamaños', 'calzas', 'medida', 'medidas', 'tamanho', 'tamanhos', 'numeração', 'calça'],
  ],
  use: [
    ...['use', 'used', 'using', 'for what', 'what for', 'activity', 'activities', 'occasion'],
    ...['sport', 'uso', 'usar', 'usarás', 'usarlo', 'usarla', 'usarlos', 'usarlas', 'para qué'],
    ...['actividad', 'actividades', 'ocasión', 'deporte', 'para que', 'usá-lo', 'usá-la'],
    ...['atividade', 'atividades', 'ocasião', 'esporte'],
  ],
  color: [
    ...['color', 'colors', 'colour', 'colours', 'shade', 'colores', 'tono', 'cor', 'cores', 'tom'],
  ],
  budget: [
    ...['budget', 'spend', 'price', 'price range', 'how much', 'presupuesto', 'gastar', 'precio'],
    ...['cuánto', 'orçamento', 'preço', 'faixa de preço', 'quanto'],
  ],
  brand: ['brand', 'brands', 'marca', 'marcas'],
  material: [
    ...['material', 'materials', 'fabric', 'leather', 'materiales', 'tela', 'cuero', 'materiais'],
    ...['tecido', 'couro'],
  ],
  gender: [
    ...['women', "women's", 'men', "men's", 'woman', 'man', 'kids', 'mujer', 'mujeres', 'hombre'],
    ...['hombres', 'niños', 'niñas', 'mulher', 'mulheres', 'homem', 'homens', 'crianças'],
    ...['feminino', 'masculino'],
  ],
  recipient: [
    ...['gift', 'present', 'for whom', 'for you', 'someone', 'regalo', 'para quién', 'para ti'],
    ...['alguien', 'presente', 'para quem', 'para você', 'alguém'],
  ],
  quantity: [
    ...['how many', 'quantity', 'cuántos', 'cuántas', 'cantidad', 'quantos', 'quantas'],
    ...['quantidade'],
  ],
  location: [
    ...['where', 'city', 'location', 'address', 'zip', 'postal code', 'dónde', 'ciudad'],
    ...['ubicación', 'dirección', 'código postal', 'onde', 'cidade', 'localização', 'endereço'],
    ...['cep'],
  ],
  date: ['when', 'date', 'day', 'cuándo', 'fecha', 'día', 'quando', 'data', 'dia'],
  name: ['name', 'called', 'nombre', 'llamas', 'nome', 'chama'],
  contact: [
    ...['email', 'e-mail', 'phone', 'number', 'contact', 'correo', 'teléfono', 'contacto'],
    ...['telefone', 'celular', 'contato'],
  ],
  order: ['order', 'order number', 'pedido', 'pedidos', 'número de pedido', 'número do pedido'],
};
